package org.taskyard.search;

import java.util.List;
import java.util.stream.Stream;
import org.taskyard.task.TaskStatus;

/**
 * A filter as a tree of conditions. Every condition is either true or false of a task, also where a
 * field is null, so that a filter and its negation divide all tasks between them.
 */
sealed interface Filter {

  /** All of them; with none: every task. */
  record And(List<Filter> parts) implements Filter {}

  /** At least one of them; with none: no task. */
  record Or(List<Filter> parts) implements Filter {}

  /** The tasks that the other one leaves out. */
  record Not(Filter part) implements Filter {}

  /**
   * The field has one of the values.
   *
   * @param values UUIDs, strings, Instants or Integers, by the field's type
   * @param orNull true if null is among the values
   */
  record In(TaskField field, List<Object> values, boolean orNull) implements Filter {}

  /** The task has one of the statuses. */
  record Status(List<TaskStatus> statuses) implements Filter {}

  /** The field is before or after a value; null is neither. */
  record Compare(TaskField field, Order order, Object value) implements Filter {}

  /** The order that a {@link Compare} asks for. */
  enum Order {
    LT,
    LTE,
    GT,
    GTE
  }

  /** The text holds another one, whatever the case of the letters. */
  record Contains(TaskField field, String part) implements Filter {}

  /** The JSON document holds another one (PostgreSQL's {@code @>}). */
  record Json(TaskField field, String part) implements Filter {}

  /** What it says of single fields, whatever joins or negates it. */
  default Stream<Filter> conditions() {
    if (this instanceof And and) {
      return and.parts().stream().flatMap(Filter::conditions);
    } else if (this instanceof Or or) {
      return or.parts().stream().flatMap(Filter::conditions);
    }
    return this instanceof Not not ? not.part().conditions() : Stream.of(this);
  }

  /** Everything. */
  static Filter all() {
    return new And(List.of());
  }
}
