package org.taskyard.listing;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.taskyard.database.entities.ExpectedRows;
import org.taskyard.json.JsonFields;
import org.taskyard.listing.filter.Fields;
import org.taskyard.listing.filter.Predicates;
import org.taskyard.refusal.Faults;

/**
 * Finds pages of an entity: one with few enough rows to count them each time, or one with many.
 *
 * @param always a condition that holds for every row that this caller sees
 * @param usual the sort of those who ask for none
 */
public record Listing<E>(
    Class<E> type,
    Fields<Root<E>> fields,
    BiFunction<CriteriaBuilder, Root<E>, Predicate> always,
    String usual) {

  /**
   * The page asked for; past the end it is empty.
   *
   * @param body null, missing or empty for the first page of all rows
   * @throws org.taskyard.refusal.InvalidInput with every fault of the body
   */
  public Page<E> find(EntityManager database, JsonNode body) {
    return find(database, read(body), type, row -> row, null);
  }

  /**
   * The same where there may be so many rows that a search has a time budget, and a total may be
   * what the planner expects. Outside of transactions only.
   *
   * @param advice for the caller whose search takes longer
   * @throws SearchTooBroad if it took longer
   */
  public Page<E> findAmongMany(EntityManager database, JsonNode body, String advice) {
    return find(database, read(body), type, row -> row, advice);
  }

  /**
   * The same page as keys, for rows of which not many fit into memory at once.
   *
   * @param check refuses what its caller may not ask
   */
  public Page<UUID> keys(
      EntityManager database, JsonNode body, Consumer<PageRequest<Root<E>>> check) {
    PageRequest<Root<E>> request = read(body);
    check.accept(request);
    return find(database, request, UUID.class, row -> fields.key().column().apply(row), null);
  }

  private <T> Page<T> find(
      EntityManager database,
      PageRequest<Root<E>> request,
      Class<T> of,
      Function<Root<E>, Selection<?>> selected,
      String advice) {
    List<Tuple> found = rows(database, request, selected, advice);
    boolean more = found.size() > request.perPage();
    List<Tuple> page = more ? found.subList(0, request.perPage()) : found;
    String next = null;
    if (more) {
      List<Object> last = Arrays.asList(page.get(page.size() - 1).toArray());
      next = request.cursor(last.subList(1, last.size()));
    }
    Total total =
        Total.of(request, page.size(), more, () -> count(database, request, advice != null));
    return new Page<>(page.stream().map(row -> row.get(0, of)).toList(), request, next, total);
  }

  private PageRequest<Root<E>> read(JsonNode body) {
    Faults faults = new Faults();
    JsonFields members = PageRequest.body(body, new LinkedHashSet<>(PageRequest.KNOWN), faults);
    PageRequest<Root<E>> request = PageRequest.read(members, fields, usual, "", faults);
    faults.refuse();
    return request;
  }

  /** The page and one row more, each with its values of the sort keys for the cursor. */
  private List<Tuple> rows(
      EntityManager database,
      PageRequest<Root<E>> request,
      Function<Root<E>, Selection<?>> selected,
      String advice) {
    if (request.skip() > Integer.MAX_VALUE) {
      return List.of();
    }
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Tuple> query = criteria.createTupleQuery();
    Root<E> row = query.from(type);
    Predicates<Root<E>> predicates = new Predicates<>(criteria, row);
    List<Selection<?>> columns = new ArrayList<>(List.of(selected.apply(row)));
    request.sort().forEach(key -> columns.add(predicates.column(key.field())));
    query
        .multiselect(columns)
        .where(always.apply(criteria, row), request.from(criteria, predicates))
        .orderBy(request.order(criteria, predicates));
    TypedQuery<Tuple> page =
        database
            .createQuery(query)
            .setFirstResult((int) request.skip())
            .setMaxResults(request.perPage() + 1);
    return advice == null
        ? page.getResultList()
        : TimeBudget.page(page, TimeBudget.PAGE_MS, advice);
  }

  private Total count(EntityManager database, PageRequest<Root<E>> request, boolean many) {
    TypedQuery<Long> query =
        database.createQuery(
            found(database, request, Long.class, (criteria, row) -> criteria.count(row)));
    if (!many) {
      return new Total(query.getSingleResult(), false);
    }
    try {
      return new Total(TimeBudget.count(query), false);
    } catch (SearchTooBroad takesTooLong) {
      TypedQuery<Object> each =
          database.createQuery(
              found(database, request, Object.class, (c, row) -> fields.key().column().apply(row)));
      return new Total(ExpectedRows.of(each, database), true);
    }
  }

  private <T> CriteriaQuery<T> found(
      EntityManager database,
      PageRequest<Root<E>> request,
      Class<T> of,
      BiFunction<CriteriaBuilder, Root<E>, Expression<?>> selected) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<T> query = criteria.createQuery(of);
    Root<E> row = query.from(type);
    @SuppressWarnings("unchecked")
    Expression<T> column = (Expression<T>) selected.apply(criteria, row);
    return query
        .select(column)
        .where(always.apply(criteria, row), new Predicates<>(criteria, row).of(request.filter()));
  }
}
