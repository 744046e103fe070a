package org.taskyard.execution.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.taskyard.task.TaskStatus;

/**
 * A run that was ended.
 *
 * @param status that its task has now
 * @param milliseconds from its claim to its end
 */
public record EndedRun(String handler, TaskStatus status, long milliseconds) {

  /** The row of an end, behind its token: read by place, since there is one for each task. */
  static EndedRun of(ResultSet row) throws SQLException {
    return new EndedRun(row.getString(2), status(row.getString(3)), row.getLong(4));
  }

  private static TaskStatus status(String stored) {
    return switch (stored) {
      case "completed" -> TaskStatus.COMPLETED;
      case "failed" -> TaskStatus.FAILED;
      case "cancelled" -> TaskStatus.CANCELLED;
      default -> TaskStatus.PENDING;
    };
  }
}
