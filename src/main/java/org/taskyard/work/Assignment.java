package org.taskyard.work;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.UUID;
import org.taskyard.execution.lease.ClaimedTask;

/**
 * A task as a remote worker gets it.
 *
 * @param leaseToken fencing token; goes with every word about this run
 * @param leaseSeconds the lease lasts that long from the claim; a heartbeat renews it
 * @param timeoutSeconds the run should not take longer
 * @param checkpoint what an earlier run has kept, null if none has
 * @param traceparent the trace in which it was created, for a link to it; null for none
 */
public record Assignment(
    UUID taskId,
    UUID leaseToken,
    String handler,
    String userId,
    String entityId,
    @JsonRawValue String request,
    int attempt,
    int maxAttempts,
    int leaseSeconds,
    int timeoutSeconds,
    @JsonRawValue String checkpoint,
    String traceparent) {

  static Assignment of(ClaimedTask task) {
    ClaimedTask.Input input = task.input();
    return new Assignment(
        task.taskId(),
        task.token(),
        task.handler(),
        input.userId(),
        input.entityId(),
        input.request(),
        task.attempt(),
        task.run().maxAttempts(),
        task.leaseSeconds(),
        task.timeoutSeconds(),
        input.checkpoint(),
        input.traceparent());
  }
}
