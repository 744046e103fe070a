package org.taskyard.execution.lease;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * How a run ends: what its holder wants written. It is written only if the holder still holds the
 * lease, and a task whose cancel was asked for ends cancelled, whatever the holder wants, unless it
 * is completed.
 *
 * @param status the stored status that the task gets: pending (to run again), completed, failed or
 *     cancelled
 * @param counted whether this run counts as one of the task's attempts
 * @param after wait before a pending task is due again; null: due as before
 * @param response JSON of a finished task, null for none
 * @param error JSON, null for none
 * @param progress last progress of the run, null when the lease already has it
 * @param log what was said about the run and is not kept yet
 */
public record Ending(
    UUID taskId,
    UUID token,
    String status,
    boolean counted,
    Duration after,
    String response,
    String error,
    Integer progress,
    String progressMessage,
    List<LogLine> log) {

  public Ending {
    // null would be taken for the token of a task that waits
    Objects.requireNonNull(token, "only the holder of a lease ends a run");
  }

  /** True if the task leaves the queue. */
  boolean isFinal() {
    return !"pending".equals(status);
  }

  /** True if the run did its work. */
  public boolean completes() {
    return "completed".equals(status);
  }

  /** The run did its work. */
  public static Ending completed(UUID task, UUID token, String response) {
    return new Ending(task, token, "completed", true, null, response, null, null, null, List.of());
  }

  /** No further attempt. */
  public static Ending failed(UUID task, UUID token, Failure failure) {
    return new Ending(
        task, token, "failed", true, null, null, failure.json(), null, null, List.of());
  }

  /** The same with a response: what a run did that failed all the same. */
  public Ending with(String json) {
    return new Ending(
        taskId, token, status, counted, after, json, error, progress, progressMessage, log);
  }

  /** Another attempt after a wait. */
  public static Ending retried(UUID task, UUID token, Failure failure, Duration after) {
    return new Ending(
        task, token, "pending", true, after, null, failure.json(), null, null, List.of());
  }

  /** Put off by its handler: due again after a wait, and no attempt is used up. */
  public static Ending putOff(UUID task, UUID token, Failure why, Duration after) {
    return new Ending(
        task, token, "pending", false, after, null, why.json(), null, null, List.of());
  }

  /**
   * Handed back by a holder that cannot go on: as if it had not been claimed, but for progress and
   * checkpoint.
   */
  public static Ending released(UUID task, UUID token) {
    return new Ending(task, token, "pending", false, null, null, null, null, null, List.of());
  }

  /** Retried or failed, as the policy has it. */
  public static Ending afterFailure(ClaimedTask task, Failure failure, double random) {
    if (!failure.retryable()) {
      return failed(task.taskId(), task.token(), failure);
    }
    return task.retry()
        .afterAttempt(task.attempt(), task.maxAttempts(), random)
        .map(after -> retried(task.taskId(), task.token(), failure, after))
        .orElseGet(() -> failed(task.taskId(), task.token(), failure));
  }

  /** The same with the run's last progress. */
  public Ending at(Integer percent, String message) {
    return new Ending(
        taskId, token, status, counted, after, response, error, percent, message, log);
  }

  /** The same with what was said about the run. */
  public Ending saying(List<LogLine> lines) {
    return new Ending(
        taskId, token, status, counted, after, response, error, progress, progressMessage, lines);
  }
}
