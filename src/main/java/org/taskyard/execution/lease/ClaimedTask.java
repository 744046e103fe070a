package org.taskyard.execution.lease;

import java.util.UUID;

/**
 * A task with the lease that its holder got, and the settings of its handler as they were at the
 * claim.
 *
 * @param token fencing token; stands in every statement about this run
 * @param attempt this run's number, from 1
 * @param request JSON, null when there is none
 * @param checkpoint JSON of an earlier run, null when there is none
 */
public record ClaimedTask(
    UUID taskId,
    UUID token,
    String handler,
    int attempt,
    int maxAttempts,
    String userId,
    String entityId,
    String request,
    String checkpoint,
    int leaseSeconds,
    int timeoutSeconds,
    RetryPolicy retry) {

  /** The same with what the task itself says. */
  ClaimedTask with(int attempts, String user, String entity, String json, String kept) {
    return new ClaimedTask(
        taskId,
        token,
        handler,
        attempt,
        attempts,
        user,
        entity,
        json,
        kept,
        leaseSeconds,
        timeoutSeconds,
        retry);
  }
}
