package org.taskyard.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An array as one parameter of a statement: {@code = ANY (?::uuid[])}, {@code unnest(?::text[])}.
 */
public final class SqlArray {

  private final String type;
  private final Object[] values;

  private SqlArray(String type, Object[] values) {
    this.type = type;
    this.values = values;
  }

  /** Of UUIDs. */
  public static SqlArray uuids(Collection<UUID> ids) {
    return new SqlArray("uuid", ids.toArray());
  }

  /**
   * Of other values.
   *
   * @param type of PostgreSQL, of each element
   */
  public static SqlArray of(String type, Collection<?> values) {
    return new SqlArray(type, values.toArray());
  }

  /** Of texts. */
  public static SqlArray texts(Collection<String> texts) {
    return new SqlArray("text", texts.toArray());
  }

  /**
   * One column of rows.
   *
   * @param type of PostgreSQL, of each element
   */
  public static <T> SqlArray of(String type, Collection<T> rows, Function<T, ?> column) {
    return new SqlArray(type, rows.stream().map(column).toArray());
  }

  Array on(Connection connection) throws SQLException {
    return connection.createArrayOf(type, values);
  }

  /** As PostgreSQL reads it from text: what JPA, which knows no arrays, is to bind. */
  public String text() {
    return Arrays.stream(values)
        .map(value -> value == null ? "NULL" : quoted(value.toString()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
