package org.taskyard.platform;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** What a failed statement says about the database. */
final class DatabaseFaults {

  private DatabaseFaults() {}

  /**
   * Whether the database, or the way to it, is away: connection errors (08), shutdown (57P), too
   * many connections (53), a full pool.
   */
  static boolean isAway(SQLException fault) {
    String state = fault.getSQLState();
    if (state == null) {
      return fault instanceof SQLTransientConnectionException || poolIsEmpty(fault);
    }
    return state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")
        || "25006".equals(state);
  }

  /**
   * Whether two transactions got in each other's way, so that repeating the request may succeed: a
   * deadlock, or a task that moved into history under somebody's hands (class 40).
   */
  static boolean isCollision(SQLException fault) {
    return fault.getSQLState() != null && fault.getSQLState().startsWith("40");
  }

  /** The server's pool reports waiting in vain as a bare SQLException. */
  private static boolean poolIsEmpty(SQLException fault) {
    return String.valueOf(fault.getMessage()).startsWith("Error in allocating a connection");
  }
}
