package org.taskyard.listing;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.List;
import org.taskyard.listing.filter.Predicates;

/**
 * What comes after the place of a cursor, in the order asked for.
 *
 * @param <S> what the query selects from
 */
record After<S>(CriteriaBuilder criteria, Predicates<S> predicates) {

  /**
   * The rows after a place.
   *
   * @param values one per key, null where the last row seen had none
   */
  Predicate of(List<SortKey<S>> keys, List<Object> values) {
    List<Predicate> any = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      List<Predicate> all = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        all.add(same(keys.get(j), values.get(j)));
      }
      Predicate beyond = beyond(keys.get(i), values.get(i));
      if (beyond != null) {
        all.add(beyond);
        any.add(criteria.and(all.toArray(Predicate[]::new)));
      }
    }
    Predicate later = criteria.or(any.toArray(Predicate[]::new));
    Predicate start = start(keys.get(0), values.get(0));
    return start == null ? later : criteria.and(start, later);
  }

  /**
   * Says again what the alternatives imply, in the form that lets an index scan begin at the right
   * place.
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private Predicate start(SortKey<S> key, Object value) {
    if (value == null || (key.field().nullable() && !key.descending())) {
      return null;
    }
    Expression column = predicates.column(key.field());
    Comparable bound = (Comparable) predicates.bound(key.field(), value);
    return key.descending()
        ? criteria.lessThanOrEqualTo(column, bound)
        : criteria.greaterThanOrEqualTo(column, bound);
  }

  private Predicate same(SortKey<S> key, Object value) {
    Expression<?> column = predicates.column(key.field());
    return value == null
        ? criteria.isNull(column)
        : criteria.equal(column, predicates.bound(key.field(), value));
  }

  /**
   * PostgreSQL sorts nulls last when ascending and first when descending. Null if nothing can come
   * later.
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private Predicate beyond(SortKey<S> key, Object value) {
    Expression column = predicates.column(key.field());
    if (value == null) {
      return key.descending() ? criteria.isNotNull(column) : null;
    }
    Comparable bound = (Comparable) predicates.bound(key.field(), value);
    if (key.descending()) {
      return criteria.lessThan(column, bound);
    }
    Predicate greater = criteria.greaterThan(column, bound);
    return key.field().nullable() ? criteria.or(greater, criteria.isNull(column)) : greater;
  }
}
