package org.taskyard.listing.filter;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A field that callers may filter and sort by: the only way from a name in JSON to a column.
 *
 * @param <S> what a query selects from: the root of an entity, or a root with what is joined to it
 * @param name the name in JSON
 * @param nullable whether a row may have no value; a negated condition then finds such rows
 * @param computed whether a function computes the column, so that no converter of an attribute
 *     applies to what it is compared with
 * @param column found late: the static metamodel is filled when the persistence unit starts
 * @param choice the values and the condition of a {@link Type#CHOICE}, else null
 */
public record Field<S>(
    String name,
    Type type,
    boolean nullable,
    boolean computed,
    Function<S, Expression<?>> column,
    Choice<S> choice) {

  /** The kind of values that a field has. */
  public enum Type {
    /** A UUID. Text that is none matches nothing. */
    ID,
    TEXT,
    /** Text that is compared as a whole only; rows have no order by it. */
    CODE,
    /** One of a few words. */
    CHOICE,
    /** A whole number of 32 bits. */
    INTEGER,
    /** A whole number of 64 bits. */
    LONG,
    FLAG,
    MOMENT,
    /** The bytes of a SHA-256, in hexadecimal for callers. */
    DIGEST,
    /** A JSON array of strings; a condition names a string that it holds. */
    TAGS,
    /** A JSON document; a condition is an object that it contains. */
    JSON;

    /** Whether values can be compared with lt, lte, gt and gte. */
    boolean ordered() {
      return this == TEXT || this == INTEGER || this == LONG || this == MOMENT;
    }

    /** Whether rows can be sorted by it. */
    public boolean sortable() {
      return this != TAGS && this != JSON && this != CODE;
    }
  }

  /**
   * How a field with few values is tested.
   *
   * @param values all that there are, in the order in which a fault names them
   */
  public record Choice<S>(List<String> values, Test<S> test) {

    /** The condition that a row has one of the values, which may be none. */
    @FunctionalInterface
    public interface Test<S> {
      Predicate among(S from, Set<String> values);
    }
  }

  /** A field that always has a value. */
  public static <S> Field<S> of(String name, Type type, Function<S, Expression<?>> column) {
    return new Field<>(name, type, false, false, column, null);
  }

  /** A field with few values, of which every row has one. */
  public static <S> Field<S> choice(
      String name, Function<S, Expression<?>> column, Choice<S> choice) {
    return new Field<>(name, Type.CHOICE, false, false, column, choice);
  }

  /** A field that may have no value. */
  public static <S> Field<S> orNull(String name, Type type, Function<S, Expression<?>> column) {
    return new Field<>(name, type, true, false, column, null);
  }

  /** The same where a function computes the column. */
  public Field<S> byFunction() {
    return new Field<>(name, type, nullable, true, column, choice);
  }

  /** The name: filters print alike in every process, for {@link Filter}'s use in cursors. */
  @Override
  public String toString() {
    return name;
  }
}
