package org.taskyard.listing.filter;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.taskyard.database.InstantConverter;

/**
 * Turns filters into predicates over the static metamodel. Negation is pushed down to the
 * conditions, where null is dealt with: SQL's NOT would lose the rows for which a condition is
 * unknown.
 *
 * @param <S> what the query selects from
 */
public final class Predicates<S> {

  private final CriteriaBuilder criteria;
  private final S from;

  public Predicates(CriteriaBuilder criteria, S from) {
    this.criteria = criteria;
    this.from = from;
  }

  /** The rows that the filter finds. */
  public Predicate of(Filter<S> filter) {
    return of(filter, true);
  }

  /** The column of a field, as it is compared, sorted by and selected for a cursor. */
  public Expression<?> column(Field<S> field) {
    Expression<?> column = field.column().apply(from);
    return field.type() == Field.Type.DIGEST
        ? criteria.function("encode", String.class, column, criteria.literal("hex"))
        : column;
  }

  /** What the column is compared with for a value of the field. */
  public Object bound(Field<S> field, Object value) {
    return field.computed() && value instanceof Instant moment
        ? InstantConverter.text(moment)
        : value;
  }

  private Predicate of(Filter<S> filter, boolean wanted) {
    if (filter instanceof Filter.And<S> and) {
      return joined(and.parts(), wanted, wanted);
    } else if (filter instanceof Filter.Or<S> or) {
      return joined(or.parts(), wanted, !wanted);
    } else if (filter instanceof Filter.Not<S> not) {
      return of(not.part(), !wanted);
    } else if (filter instanceof Filter.In<S> in) {
      return in.field().choice() == null ? in(in, wanted) : choice(in, wanted);
    } else if (filter instanceof Filter.Compare<S> compare) {
      return compare(compare, wanted);
    } else if (filter instanceof Filter.Like<S> like) {
      return test("text_contains", like.field(), like.part(), wanted);
    } else if (filter instanceof Filter.Contains<S> contains) {
      return test("json_contains", contains.field(), contains.part(), wanted);
    }
    throw new IllegalStateException("a condition without a predicate: " + filter);
  }

  private Predicate joined(List<Filter<S>> parts, boolean wanted, boolean and) {
    Predicate[] predicates = parts.stream().map(part -> of(part, wanted)).toArray(Predicate[]::new);
    if (predicates.length == 1) {
      return predicates[0];
    }
    return and ? criteria.and(predicates) : criteria.or(predicates);
  }

  private Predicate choice(Filter.In<S> in, boolean wanted) {
    Set<String> values = new LinkedHashSet<>();
    for (String value : in.field().choice().values()) {
      if (in.values().contains(value) == wanted) {
        values.add(value);
      }
    }
    return in.field().choice().test().among(from, values);
  }

  private Predicate in(Filter.In<S> in, boolean wanted) {
    Expression<?> column = column(in.field());
    List<Object> values = in.values().stream().map(value -> bound(in.field(), value)).toList();
    Predicate isNull = criteria.isNull(column);
    if (wanted) {
      Predicate among = among(column, values);
      return in.orNull() ? criteria.or(among, isNull) : among;
    }
    Predicate others = others(column, values);
    if (in.orNull()) {
      return criteria.and(others, criteria.isNotNull(column));
    }
    return in.field().nullable() && !values.isEmpty() ? criteria.or(others, isNull) : others;
  }

  private Predicate among(Expression<?> column, List<Object> values) {
    return switch (values.size()) {
      case 0 -> criteria.disjunction();
      case 1 -> criteria.equal(column, values.get(0));
      default -> column.in(values);
    };
  }

  private Predicate others(Expression<?> column, List<Object> values) {
    return switch (values.size()) {
      case 0 -> criteria.conjunction();
      case 1 -> criteria.notEqual(column, values.get(0));
      default -> criteria.not(column.in(values));
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Predicate compare(Filter.Compare<S> compare, boolean wanted) {
    Expression column = column(compare.field());
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

  private Predicate test(String function, Field<S> field, String value, boolean wanted) {
    Expression<?> column = column(field);
    Expression<Boolean> test =
        criteria.function(function, Boolean.class, column, criteria.literal(value));
    if (wanted) {
      return criteria.isTrue(test);
    }
    return field.nullable()
        ? criteria.or(criteria.isFalse(test), criteria.isNull(column))
        : criteria.isFalse(test);
  }
}
