package org.taskyard.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.taskyard.operation.order.StoredOperation;
import org.taskyard.operation.order.StoredOperation.Tally;
import org.taskyard.task.TaskView;

/**
 * An operation as callers see it. Everything else about it is its task, which has the same id.
 *
 * @param status of its task
 * @param request what was asked for
 * @param at the moment that counts: later tasks, and later changes, are left alone
 * @param matched tasks at the preview
 * @param done tasks that it has acted on
 * @param refused tasks of which a single call would have been refused, too
 * @param skipped tasks that were not any more as at the preview
 * @param createdSince tasks that match and came later, at most 1,000; null until the end
 */
public record OperationView(
    UUID operationId,
    String status,
    JsonNode request,
    String reason,
    Instant at,
    int matched,
    int done,
    int refused,
    int skipped,
    Integer createdSince) {

  static OperationView of(StoredOperation operation, TaskView task) {
    Tally tally = operation.tally();
    return new OperationView(
        operation.id(),
        task.status(),
        operation.request(),
        operation.reason(),
        operation.at(),
        operation.matched(),
        tally.done(),
        tally.refused(),
        tally.skipped(),
        operation.createdSince());
  }
}
