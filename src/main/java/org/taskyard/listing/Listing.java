package org.taskyard.listing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;

/**
 * Reads a search for rows of an entity and finds a page of them.
 *
 * @param type the entity
 * @param columns what callers may filter and sort by; the first one is the key, which breaks ties
 *     so that pages never overlap
 * @param always a condition that holds for every row that callers see
 * @param usual the order of those who ask for none
 */
public record Listing<E>(
    Class<E> type,
    List<Column<E>> columns,
    BiFunction<CriteriaBuilder, Root<E>, Predicate> always,
    String usual) {

  private static final int DEFAULT_PER_PAGE = 100;
  private static final int MAX_PER_PAGE = 1_000;
  private static final Set<String> KNOWN =
      new LinkedHashSet<>(List.of("filter", "per-page", "page", "sort"));

  /**
   * The page asked for; past the end it is empty.
   *
   * @param body null, missing or empty for the first page of all rows
   * @throws org.taskyard.refusal.InvalidInput with every fault of the body
   */
  public Page<E> find(EntityManager database, JsonNode body) {
    return find(database, body, type, row -> row);
  }

  /** The same page as keys, for rows of which not many fit into memory at once. */
  public Page<UUID> keys(EntityManager database, JsonNode body) {
    return find(
        database, body, UUID.class, row -> row.get(columns.get(0).attribute().get().getName()));
  }

  private <T> Page<T> find(
      EntityManager database,
      JsonNode body,
      Class<T> of,
      Function<Root<E>, Selection<T>> selected) {
    Faults faults = new Faults();
    boolean absent = body == null || body.isNull() || body.isMissingNode();
    JsonFields fields =
        JsonFields.of(absent ? JsonNodeFactory.instance.objectNode() : body, "", faults);
    fields.only(KNOWN);
    Integer page = fields.integer("page", 1, Integer.MAX_VALUE);
    Integer perPage = fields.integer("per-page", 1, Integer.MAX_VALUE);
    int number = page == null ? 1 : page;
    int length = perPage == null ? DEFAULT_PER_PAGE : Math.min(perPage, MAX_PER_PAGE);

    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<T> query = criteria.createQuery(of);
    Root<E> row = query.from(type);
    query
        .select(selected.apply(row))
        .where(filter(criteria, fields, row, faults))
        .orderBy(order(criteria, fields, row, faults));
    faults.refuse();

    long skip = (number - 1L) * length;
    List<T> found =
        skip > Integer.MAX_VALUE
            ? List.of()
            : database
                .createQuery(query)
                .setFirstResult((int) skip)
                .setMaxResults(length)
                .getResultList();
    return new Page<>(found, number, length, count(database, fields));
  }

  private long count(EntityManager database, JsonFields fields) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Long> query = criteria.createQuery(Long.class);
    Root<E> row = query.from(type);
    query.select(criteria.count(row)).where(filter(criteria, fields, row, new Faults()));
    return database.createQuery(query).getSingleResult();
  }

  private Predicate filter(
      CriteriaBuilder criteria, JsonFields fields, Root<E> row, Faults faults) {
    Predicate shown = always.apply(criteria, row);
    if (!fields.given("filter")) {
      return shown;
    }
    RowFilter<E> filter = new RowFilter<>(criteria, row, byName(), faults);
    return criteria.and(shown, filter.read(fields.node("filter"), "/filter"));
  }

  private List<Order> order(
      CriteriaBuilder criteria, JsonFields fields, Root<E> row, Faults faults) {
    JsonNode sort = fields.node("sort");
    String keys = sort == null || sort.isNull() ? usual : sort.isTextual() ? sort.textValue() : "";
    Map<String, Column<E>> byName = byName();
    List<Order> orders = new ArrayList<>();
    Set<Column<E>> seen = new LinkedHashSet<>();
    boolean descending = false;
    for (String key : keys.split(",", -1)) {
      String name = key.trim();
      descending = name.startsWith("-");
      Column<E> column = byName.get(descending ? name.substring(1) : name);
      if (column == null || !column.type().sortable() || !seen.add(column)) {
        faults.add(
            "/sort", "each part is a different field that has an order, -field for the reverse");
        return List.of();
      }
      orders.add(order(criteria, row, column, descending));
    }
    if (seen.add(columns.get(0))) {
      orders.add(order(criteria, row, columns.get(0), descending));
    }
    return orders;
  }

  private Order order(CriteriaBuilder criteria, Root<E> row, Column<E> column, boolean descending) {
    return descending
        ? criteria.desc(row.get(column.attribute().get()))
        : criteria.asc(row.get(column.attribute().get()));
  }

  private Map<String, Column<E>> byName() {
    Map<String, Column<E>> byName = new LinkedHashMap<>();
    columns.forEach(column -> byName.put(column.name(), column));
    return byName;
  }
}
