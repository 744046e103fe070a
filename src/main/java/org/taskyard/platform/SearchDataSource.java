package org.taskyard.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Connections for searches: they only read, and the planner treats their statements differently
 * (docs/performance.md has the figures).
 *
 * <p>Set by statements, not by the parameter {@code options}, which PgBouncer refuses.
 */
public class SearchDataSource extends TaskyardDataSource {

  private static final long serialVersionUID = 1L;

  /**
   * What a caller asks for decides the plan (a rare user, a common one), so each execution is
   * planned for its values. Compiling costs more than any search within the time budget can win.
   * One search takes one core.
   */
  private static final String SETTINGS =
      "SET default_transaction_read_only = on; SET plan_cache_mode = force_custom_plan; SET jit = off;"
          + " SET max_parallel_workers_per_gather = 0";

  @Override
  protected void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS);
    }
  }
}
