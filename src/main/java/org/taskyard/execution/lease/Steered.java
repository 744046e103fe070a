package org.taskyard.execution.lease;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * Statements of the engine whose plan is known beforehand: every row is reached through an index,
 * one by one. The planner would choose by the size that the tables had when a connection first
 * asked, and keep that choice: a scan of the whole table, planned when it was empty.
 */
final class Steered {

  /** For this transaction only; sent along with the statement, without a round trip of its own. */
  private static final String STEER =
      """
      SELECT set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
             set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
             set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true);
      """;

  private Steered() {}

  static String sql(String statement) {
    return STEER + statement;
  }

  /** Runs a statement made by {@link #sql}; the rows are those of the statement itself. */
  static ResultSet query(PreparedStatement statement) throws SQLException {
    statement.execute();
    statement.getMoreResults();
    return statement.getResultSet();
  }

  /** Binds one column of the rows as an array. */
  static <T> void setArray(
      PreparedStatement statement, int place, String type, List<T> rows, Function<T, Object> column)
      throws SQLException {
    Object[] values = rows.stream().map(column).toArray();
    statement.setArray(place, statement.getConnection().createArrayOf(type, values));
  }
}
