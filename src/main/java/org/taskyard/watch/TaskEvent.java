package org.taskyard.watch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Tasks of one handler that took a status by one statement: a row of the table {@code task_event}.
 *
 * @param seq its place in the order of all
 * @param tenant whose tasks they are; empty for none
 * @param status as callers see it, or deleted
 */
public record TaskEvent(
    long seq, Instant at, String tenant, String handler, String status, List<UUID> taskIds) {

  /** The event of one of the tasks, as watchers get it. */
  public record Told(UUID taskId, String handler, String status, Instant at) {}

  Told told(int index) {
    return new Told(taskIds.get(index), handler, status, at);
  }
}
