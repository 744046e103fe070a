package org.taskyard.database;

import java.sql.SQLException;
import org.eclipse.persistence.logging.JavaLog;
import org.eclipse.persistence.logging.SessionLogEntry;

/**
 * EclipseLink's log without statements that were canceled (a search that runs out of its time
 * budget is refused or estimated, and that is no news), and with one line for an outage.
 */
public class DatabaseLog extends JavaLog {

  private static final String QUERY_CANCELED = "57014";

  @Override
  public void log(SessionLogEntry entry) {
    Throwable thrown = entry.getException();
    if (thrown == null || !canceled(thrown) && !Outage.explains(thrown)) {
      super.log(entry);
    }
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
