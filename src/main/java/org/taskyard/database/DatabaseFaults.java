package org.taskyard.database;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import javax.transaction.xa.XAException;

/** What a failed statement says about the database. */
public final class DatabaseFaults {

  /**
   * Connection errors (08), no disk, memory or connections left (53), shutdown and crash (57P),
   * errors of its system such as a disk that does not answer (58).
   */
  private static final List<String> AWAY = List.of("08", "53", "57P", "58");

  /** A server that only reads at the moment: another one has taken its place. */
  private static final String READ_ONLY = "25006";

  private static final String QUERY_CANCELED = "57014";

  private DatabaseFaults() {}

  /**
   * What tells best that the database, or the way to it, is away; null if nothing does. The first
   * state of SQL decides. Where there is none, a commit that has not come through decides: the
   * server keeps the message of the driver then, but not its state.
   */
  static Throwable absence(Throwable failed) {
    Throwable found = null;
    Throwable commit = null;
    for (Throwable cause = failed; cause != null; cause = next(cause)) {
      if (cause instanceof SQLException sql && isAway(sql)) {
        found = sql;
      } else if (cause instanceof SQLException sql && sql.getSQLState() != null && found == null) {
        return null;
      } else if (cause instanceof XAException
          || cause instanceof RollbackException && cause.getCause() == null) {
        commit = cause;
      }
    }
    return found == null ? commit : found;
  }

  private static boolean isAway(SQLException fault) {
    String state = fault.getSQLState();
    if (state == null) {
      return fault instanceof SQLTransientConnectionException || poolIsEmpty(fault);
    }
    return AWAY.stream().anyMatch(state::startsWith) || state.equals(READ_ONLY);
  }

  /**
   * Whether two transactions got in each other's way, so that repeating the request may succeed: a
   * deadlock, or a task that moved into history under somebody's hands (class 40).
   */
  public static boolean isCollision(SQLException fault) {
    return fault.getSQLState() != null && fault.getSQLState().startsWith("40");
  }

  /** The server's pool reports waiting in vain as a bare SQLException. */
  private static boolean poolIsEmpty(SQLException fault) {
    return String.valueOf(fault.getMessage()).startsWith("Error in allocating a connection");
  }

  /** What a fault came from; null if it came from nothing else. */
  public static Throwable next(Throwable fault) {
    if (fault instanceof SQLException sql && sql.getCause() == null) {
      return sql.getNextException();
    }
    return fault.getCause() == fault ? null : fault.getCause();
  }

  /** True if the statement was canceled because its time was over. */
  public static boolean canceled(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && QUERY_CANCELED.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
