package org.taskyard.execution.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.taskyard.task.TaskStatus;

/**
 * A run that was ended.
 *
 * @param status that its task has now
 * @param seconds from its claim to its end
 */
public record EndedRun(String handler, TaskStatus status, double seconds) {

  static EndedRun of(ResultSet row) throws SQLException {
    return new EndedRun(
        row.getString("handler"),
        TaskStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getDouble("took"));
  }
}
