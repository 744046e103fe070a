package org.taskyard.execution.lease;

import java.util.UUID;
import org.taskyard.trace.Traces;

/**
 * A task with the lease that its holder got, and the settings of its handler as they were at the
 * claim.
 *
 * @param waitedSeconds from when it was due to the claim
 */
public record ClaimedTask(
    LeasedRun run,
    String handler,
    int leaseSeconds,
    int timeoutSeconds,
    double waitedSeconds,
    Input input) {

  /**
   * What the handler works with.
   *
   * @param request JSON, null when there is none
   * @param checkpoint JSON of an earlier run, null when there is none
   * @param traceparent the trace in which the task was created, null for none
   * @param tenant whose task it is; empty for none
   * @param actsFor the user whose tasks the run may read and create; null for everybody's
   */
  public record Input(
      String userId,
      String entityId,
      String request,
      String checkpoint,
      String traceparent,
      String tenant,
      String actsFor) {

    Input with(String ofRequest, String ofCheckpoint) {
      return new Input(userId, entityId, ofRequest, ofCheckpoint, traceparent, tenant, actsFor);
    }
  }

  ClaimedTask with(Input read) {
    return new ClaimedTask(run, handler, leaseSeconds, timeoutSeconds, waitedSeconds, read);
  }

  public UUID taskId() {
    return run.taskId();
  }

  public UUID token() {
    return run.token();
  }

  public int attempt() {
    return run.attempt();
  }

  /** As a trace shows this attempt. */
  public Traces.Attempt traced() {
    return new Traces.Attempt(taskId(), handler, attempt(), input.traceparent());
  }
}
