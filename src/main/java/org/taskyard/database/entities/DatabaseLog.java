package org.taskyard.database.entities;

import org.eclipse.persistence.logging.JavaLog;
import org.eclipse.persistence.logging.SessionLogEntry;
import org.taskyard.database.DatabaseFaults;
import org.taskyard.database.Outage;

/**
 * EclipseLink's log without statements that were canceled (a search that runs out of its time
 * budget is refused or estimated, and that is no news), and with one line for an outage.
 */
public class DatabaseLog extends JavaLog {

  @Override
  public void log(SessionLogEntry entry) {
    Throwable thrown = entry.getException();
    if (thrown == null || !DatabaseFaults.canceled(thrown) && !Outage.explains(thrown)) {
      super.log(entry);
    }
  }
}
