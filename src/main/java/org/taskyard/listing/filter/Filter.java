package org.taskyard.listing.filter;

import java.util.List;
import java.util.stream.Stream;

/**
 * A filter as a tree of conditions. Every condition is either true or false of a row, also where a
 * field is null, so that a filter and its negation divide all rows between them.
 *
 * @param <S> what a query selects from
 */
public sealed interface Filter<S> {

  /** All of them; with none: every row. */
  record And<S>(List<Filter<S>> parts) implements Filter<S> {}

  /** At least one of them; with none: no row. */
  record Or<S>(List<Filter<S>> parts) implements Filter<S> {}

  /** The rows that the other one leaves out. */
  record Not<S>(Filter<S> part) implements Filter<S> {}

  /**
   * The field has one of the values.
   *
   * @param values UUIDs, strings, Instants, Integers, Longs or Booleans, by the field's type
   * @param orNull true if null is among the values
   */
  record In<S>(Field<S> field, List<Object> values, boolean orNull) implements Filter<S> {}

  /** The field is before or after a value; null is neither. */
  record Compare<S>(Field<S> field, Order order, Object value) implements Filter<S> {}

  /** The order that a {@link Compare} asks for. */
  enum Order {
    LT,
    LTE,
    GT,
    GTE
  }

  /** The text holds another one, whatever the case of the letters. */
  record Like<S>(Field<S> field, String part) implements Filter<S> {}

  /** The JSON document contains another one (PostgreSQL's {@code @>}). */
  record Contains<S>(Field<S> field, String part) implements Filter<S> {}

  /** The conditions on single fields, whatever joins or negates them. */
  default Stream<Filter<S>> conditions() {
    if (this instanceof And<S> and) {
      return and.parts().stream().flatMap(Filter::conditions);
    } else if (this instanceof Or<S> or) {
      return or.parts().stream().flatMap(Filter::conditions);
    }
    return this instanceof Not<S> not ? not.part().conditions() : Stream.of(this);
  }

  /** Every row. */
  static <S> Filter<S> all() {
    return new And<>(List.of());
  }

  /** No row. */
  static <S> Filter<S> none() {
    return new Or<>(List.of());
  }
}
