package org.taskyard.search;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.taskyard.database.InstantConverter;
import org.taskyard.search.TaskField.From;
import org.taskyard.task.Lease_;
import org.taskyard.task.TaskStatus;
import org.taskyard.task.Task_;

/**
 * Turns a filter into predicates over the static metamodel. Negation is pushed down to the
 * conditions, where null is dealt with: SQL's NOT would lose the rows for which a condition is
 * unknown.
 */
final class Predicates {

  private final From from;
  private final CriteriaBuilder criteria;

  Predicates(From from) {
    this.from = from;
    this.criteria = from.criteria();
  }

  /** The one predicate list of a search: its page and its count both use it. */
  Predicate[] of(SearchRequest request) {
    List<Predicate> all = new ArrayList<>();
    if (!request.history()) {
      all.add(criteria.isNull(from.task().get(Task_.historyMonth)));
    }
    all.add(of(request.filter(), true));
    return all.toArray(Predicate[]::new);
  }

  private Predicate of(Filter filter, boolean wanted) {
    if (filter instanceof Filter.And and) {
      return joined(and.parts(), wanted, wanted);
    } else if (filter instanceof Filter.Or or) {
      return joined(or.parts(), wanted, !wanted);
    } else if (filter instanceof Filter.Not not) {
      return of(not.part(), !wanted);
    } else if (filter instanceof Filter.In in) {
      return in(in, wanted);
    } else if (filter instanceof Filter.Status status) {
      return status(status, wanted);
    } else if (filter instanceof Filter.Compare compare) {
      return compare(compare, wanted);
    } else if (filter instanceof Filter.Contains contains) {
      return test("text_contains", contains.field(), contains.part(), wanted);
    } else if (filter instanceof Filter.Json json) {
      return test("json_contains", json.field(), json.part(), wanted);
    }
    throw new IllegalStateException("a condition without a predicate: " + filter);
  }

  private Predicate joined(List<Filter> parts, boolean wanted, boolean and) {
    Predicate[] predicates = parts.stream().map(part -> of(part, wanted)).toArray(Predicate[]::new);
    if (predicates.length == 1) {
      return predicates[0];
    }
    return and ? criteria.and(predicates) : criteria.or(predicates);
  }

  private Predicate in(Filter.In in, boolean wanted) {
    Expression<?> column = in.field().in(from);
    List<Object> values = in.values().stream().map(value -> bound(in.field(), value)).toList();
    Predicate isNull = criteria.isNull(column);
    Predicate among =
        values.isEmpty()
            ? null
            : values.size() == 1 ? criteria.equal(column, values.get(0)) : column.in(values);
    if (wanted) {
      return among == null
          ? (in.orNull() ? isNull : criteria.disjunction())
          : in.orNull() ? criteria.or(among, isNull) : among;
    }
    Predicate others =
        among == null
            ? criteria.conjunction()
            : values.size() == 1
                ? criteria.notEqual(column, values.get(0))
                : criteria.not(column.in(values));
    if (in.orNull()) {
      return criteria.and(others, criteria.isNotNull(column));
    }
    return in.field().nullable() && among != null ? criteria.or(others, isNull) : others;
  }

  /**
   * Stored statuses are compared as stored, so that their indexes serve; running is to have a
   * lease.
   */
  private Predicate status(Filter.Status status, boolean wanted) {
    Set<TaskStatus> statuses = EnumSet.noneOf(TaskStatus.class);
    statuses.addAll(status.statuses());
    if (!wanted) {
      statuses = EnumSet.complementOf(EnumSet.copyOf(statuses));
    }
    boolean pending = statuses.contains(TaskStatus.PENDING);
    boolean running = statuses.contains(TaskStatus.RUNNING);
    Predicate leased = criteria.isNotNull(from.lease().get(Lease_.taskId));
    if (running && !pending && statuses.size() == 1) {
      return leased;
    }
    statuses.remove(TaskStatus.RUNNING);
    Predicate stored =
        statuses.isEmpty()
            ? criteria.disjunction()
            : statuses.size() == 1
                ? criteria.equal(from.task().get(Task_.storedStatus), statuses.iterator().next())
                : from.task().get(Task_.storedStatus).in(statuses);
    if (pending == running) {
      return stored;
    }
    return running ? criteria.or(stored, leased) : criteria.and(stored, criteria.not(leased));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Predicate compare(Filter.Compare compare, boolean wanted) {
    Expression column = compare.field().in(from);
    Comparable value = (Comparable) bound(compare.field(), compare.value());
    Predicate predicate =
        switch (wanted ? compare.order() : opposite(compare.order())) {
          case LT -> criteria.lessThan(column, value);
          case LTE -> criteria.lessThanOrEqualTo(column, value);
          case GT -> criteria.greaterThan(column, value);
          case GTE -> criteria.greaterThanOrEqualTo(column, value);
        };
    return !wanted && compare.field().nullable()
        ? criteria.or(predicate, criteria.isNull(column))
        : predicate;
  }

  private static Filter.Order opposite(Filter.Order order) {
    return switch (order) {
      case LT -> Filter.Order.GTE;
      case LTE -> Filter.Order.GT;
      case GT -> Filter.Order.LTE;
      case GTE -> Filter.Order.LT;
    };
  }

  private Predicate test(String function, TaskField field, String value, boolean wanted) {
    Expression<?> column = field.in(from);
    Expression<Boolean> test =
        criteria.function(function, Boolean.class, column, criteria.literal(value));
    if (wanted) {
      return criteria.isTrue(test);
    }
    return field.nullable()
        ? criteria.or(criteria.isFalse(test), criteria.isNull(column))
        : criteria.isFalse(test);
  }

  /** What comes after the last task of a page, in the order asked for. */
  Predicate after(Cursor.Position position) {
    List<SortKey> keys = position.keys();
    List<Predicate> any = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      List<Predicate> all = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        all.add(same(keys.get(j), position.values().get(j)));
      }
      Predicate beyond = beyond(keys.get(i), position.values().get(i));
      if (beyond != null) {
        any.add(
            criteria.and(Stream.concat(all.stream(), Stream.of(beyond)).toArray(Predicate[]::new)));
      }
    }
    Predicate later = criteria.or(any.toArray(Predicate[]::new));
    Predicate start = start(keys.get(0), position.values().get(0));
    return start == null ? later : criteria.and(start, later);
  }

  /**
   * Says again what the alternatives imply, in the form that lets an index scan begin at the right
   * place.
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private Predicate start(SortKey key, Object value) {
    if (value == null || (key.field().nullable() && !key.descending())) {
      return null;
    }
    Expression column = key.field().in(from);
    Comparable bound = (Comparable) bound(key.field(), value);
    return key.descending()
        ? criteria.lessThanOrEqualTo(column, bound)
        : criteria.greaterThanOrEqualTo(column, bound);
  }

  private Predicate same(SortKey key, Object value) {
    Expression<?> column = key.field().in(from);
    return value == null
        ? criteria.isNull(column)
        : criteria.equal(column, bound(key.field(), value));
  }

  /**
   * PostgreSQL sorts nulls last when ascending and first when descending. Null if nothing can come
   * later.
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private Predicate beyond(SortKey key, Object value) {
    Expression column = key.field().in(from);
    if (value == null) {
      return key.descending() ? criteria.isNotNull(column) : null;
    }
    Comparable bound = (Comparable) bound(key.field(), value);
    if (key.descending()) {
      return criteria.lessThan(column, bound);
    }
    Predicate greater = criteria.greaterThan(column, bound);
    return key.field().nullable() ? criteria.or(greater, criteria.isNull(column)) : greater;
  }

  private static Object bound(TaskField field, Object value) {
    return field.computed() && value instanceof Instant moment
        ? InstantConverter.text(moment)
        : value;
  }
}
