package org.taskyard.listing.filter;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The fields of one kind of row.
 *
 * @param <S> what a query selects from
 */
public final class Fields<S> {

  private final List<Field<S>> all;
  private final Map<String, Field<S>> byName;

  private Fields(List<Field<S>> all) {
    this.all = all;
    this.byName = all.stream().collect(Collectors.toMap(Field::name, Function.identity()));
  }

  /**
   * The fields in the order in which messages name them.
   *
   * @param all the first one is the key of the row, which breaks ties of an order
   */
  public static <S> Fields<S> of(List<Field<S>> all) {
    return new Fields<>(List.copyOf(all));
  }

  /** The key of the row. */
  public Field<S> key() {
    return all.get(0);
  }

  /** The field of that name, or null. */
  public Field<S> named(String name) {
    return byName.get(name);
  }

  /** The names of some, for a message. */
  public String names(Predicate<Field.Type> some) {
    return all.stream()
        .filter(field -> some.test(field.type()))
        .map(Field::name)
        .collect(Collectors.joining(", "));
  }
}
