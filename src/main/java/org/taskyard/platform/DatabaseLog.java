package org.taskyard.platform;

import java.sql.SQLException;
import org.eclipse.persistence.logging.JavaLog;
import org.eclipse.persistence.logging.SessionLogEntry;

/**
 * EclipseLink's log without statements that were canceled: a search that runs out of its time
 * budget is refused or estimated, and that is no news.
 */
public class DatabaseLog extends JavaLog {

  private static final String QUERY_CANCELED = "57014";

  @Override
  public void log(SessionLogEntry entry) {
    if (!canceled(entry.getException())) {
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
