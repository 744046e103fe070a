package org.taskyard.execution.lease;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What the holder of a run reports of it, at a heartbeat and at the end.
 *
 * @param progress new progress in percent, null if there is none
 * @param progressMessage read only with new progress
 * @param log what was logged since the last report
 */
public record RunReport(
    UUID taskId, UUID token, Integer progress, String progressMessage, List<LogLine> log) {

  public RunReport {
    // null would be taken for the token of a task that waits
    Objects.requireNonNull(token, "only the holder of a lease reports a run");
  }

  /** Nothing is new. */
  public static RunReport of(UUID taskId, UUID token) {
    return new RunReport(taskId, token, null, null, List.of());
  }
}
