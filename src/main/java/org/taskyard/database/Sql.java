package org.taskyard.database;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.taskyard.database.pool.Pools;

/**
 * Runs statements. Each call takes a connection and gives it back; within a transaction of the
 * server it is the transaction's. JPA's pending changes are not sent before: flush first where a
 * statement has to see them. JPA reads what was written here only once it has written, or locked,
 * something in the transaction itself.
 *
 * <p>Parameters are bound by their type: text (also for jsonb and whatever else PostgreSQL reads
 * from text), numbers, booleans, UUIDs, bytes, moments, {@link SqlArray}, null. Settings for the
 * transaction may precede a query in its text, which saves a round trip.
 *
 * <p>The argument {@code what} says what could not be done, for {@link StatementFailed}.
 */
@Dependent
public class Sql {

  /** Makes something of a row. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Takes in a row. */
  @FunctionalInterface
  public interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  /** Several statements on one connection. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private final DataSource database;

  /** On the pool of the engine and of all that is written. */
  @Inject
  public Sql(Pools pools) {
    this(pools.writing());
  }

  /** On another one. */
  public Sql(DataSource database) {
    this.database = database;
  }

  /** All rows that the statement returns. */
  public <T> List<T> query(String what, String sql, Row<T> row, Object... parameters) {
    return within(what, connection -> query(connection, sql, row, parameters));
  }

  /** Takes in all rows that the statement returns, one after the other. */
  public void each(String what, String sql, Reader reader, Object... parameters) {
    within(
        what,
        connection -> {
          each(connection, sql, reader, parameters);
          return null;
        });
  }

  /** The row of a statement that always returns one. */
  public <T> T one(String what, String sql, Row<T> row, Object... parameters) {
    return query(what, sql, row, parameters).get(0);
  }

  /** Returns how many rows were changed. */
  public int update(String what, String sql, Object... parameters) {
    return within(what, connection -> update(connection, sql, parameters));
  }

  /** Runs several statements on one connection. */
  public <T> T within(String what, Work<T> work) {
    try (Connection connection = database.getConnection()) {
      return work.on(connection);
    } catch (SQLException fault) {
      throw new StatementFailed(what, fault);
    }
  }

  /** All rows that the statement returns. */
  public static <T> List<T> query(
      Connection connection, String sql, Row<T> row, Object... parameters) throws SQLException {
    List<T> read = new ArrayList<>();
    each(connection, sql, each -> read.add(row.read(each)), parameters);
    return read;
  }

  /** Takes in all rows that the statement returns, one after the other. */
  public static void each(Connection connection, String sql, Reader reader, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      statement.execute();
      try (ResultSet rows = last(statement)) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  /** Returns how many rows were changed. */
  public static int update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** The UUID that is the first column of a row. */
  public static UUID uuid(ResultSet row) throws SQLException {
    return (UUID) row.getObject(1);
  }

  private static ResultSet last(PreparedStatement statement) throws SQLException {
    ResultSet rows = statement.getResultSet();
    while (statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)) {
      rows = statement.getResultSet();
    }
    return rows;
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      if (value == null) {
        statement.setNull(i + 1, Types.NULL); // of the type that the statement wants
      } else if (value instanceof SqlArray array) {
        statement.setArray(i + 1, array.on(statement.getConnection()));
      } else if (value instanceof Instant moment) {
        statement.setString(i + 1, InstantConverter.text(moment));
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }
}
