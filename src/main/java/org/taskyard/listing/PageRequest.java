package org.taskyard.listing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.taskyard.json.JsonFields;
import org.taskyard.listing.filter.Fields;
import org.taskyard.listing.filter.Filter;
import org.taskyard.listing.filter.FilterReader;
import org.taskyard.listing.filter.Predicates;
import org.taskyard.refusal.Faults;

/**
 * The page of a list that a caller asks for, checked.
 *
 * @param <S> what a query selects from
 * @param sort ends in the key of the row
 * @param page from 1; 1 if there is a cursor
 * @param perPage 1 to 1,000
 * @param after the place of a cursor: one value per sort key; null for a page by number
 * @param count false if the caller does not want totals
 * @param scope what else than filter and sort says which rows there are; a cursor belongs to it
 */
public record PageRequest<S>(
    Filter<S> filter,
    List<SortKey<S>> sort,
    int page,
    int perPage,
    List<Object> after,
    boolean count,
    String scope) {

  /** What a body may have. */
  public static final List<String> KNOWN =
      List.of("filter", "per-page", "page", "sort", "cursor", "count");

  private static final int DEFAULT_PER_PAGE = 100;
  private static final int MAX_PER_PAGE = 1_000;
  static final int MAX_CURSOR = 8_000;

  /**
   * The fields of a body.
   *
   * @param body null and missing are an empty one
   * @param known the members that it may have
   */
  public static JsonFields body(JsonNode body, Set<String> known, Faults faults) {
    boolean absent = body == null || body.isNull() || body.isMissingNode();
    JsonFields members =
        JsonFields.of(absent ? JsonNodeFactory.instance.objectNode() : body, "", faults);
    members.only(known);
    return members;
  }

  /**
   * Reads it; where there were faults it is of no use.
   *
   * @param usual the sort of a caller who asks for none
   */
  public static <S> PageRequest<S> read(
      JsonFields body, Fields<S> fields, String usual, String scope, Faults faults) {
    Integer page = body.integer("page", 1, Integer.MAX_VALUE);
    Integer perPage = body.integer("per-page", 1, Integer.MAX_VALUE);
    PageRequest<S> request =
        new PageRequest<>(
            FilterReader.read(fields, body.node("filter"), "/filter", faults),
            SortKey.read(fields, body.node("sort"), usual, "/sort", faults),
            page == null ? 1 : page,
            perPage == null ? DEFAULT_PER_PAGE : Math.min(perPage, MAX_PER_PAGE),
            null,
            count(body),
            scope);
    return body.given("cursor") ? request.at(body, faults) : request;
  }

  private static boolean count(JsonFields body) {
    if (!body.given("count")) {
      return true;
    }
    String count = body.node("count").asText();
    if (!count.equals("exact") && !count.equals("none")) {
      body.fault("count", "exact or none is expected");
    }
    return !count.equals("none");
  }

  private PageRequest<S> at(JsonFields body, Faults faults) {
    if (body.given("page")) {
      body.fault("cursor", "either page or cursor, not both");
    }
    String text = body.text("cursor", MAX_CURSOR);
    if (text == null || faults.any()) {
      return this;
    }
    Optional<List<Object>> place = Cursor.read(text, this);
    if (place.isEmpty()) {
      body.fault("cursor", "is no cursor of this search; all else in it must be as before");
      return this;
    }
    return new PageRequest<>(filter, sort, 1, perPage, place.get(), count, scope);
  }

  /** How many rows there are before the page, as far as page numbers say. */
  public long skip() {
    return (page - 1L) * perPage;
  }

  /** The rows of the page and all after it. */
  public Predicate from(CriteriaBuilder criteria, Predicates<S> predicates) {
    Predicate found = predicates.of(filter);
    return after == null
        ? found
        : criteria.and(found, new After<>(criteria, predicates).of(sort, after));
  }

  /** Their order. */
  public List<Order> order(CriteriaBuilder criteria, Predicates<S> predicates) {
    List<Order> orders = new ArrayList<>();
    for (SortKey<S> key : sort) {
      var column = predicates.column(key.field());
      orders.add(key.descending() ? criteria.desc(column) : criteria.asc(column));
    }
    return orders;
  }

  /**
   * The cursor of the page behind a row.
   *
   * @param values the row's, one per sort key
   */
  public String cursor(List<?> values) {
    return Cursor.behind(values, this);
  }
}
