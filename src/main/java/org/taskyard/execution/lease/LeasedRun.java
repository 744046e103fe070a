package org.taskyard.execution.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A run under way: which one it is, and what decides whether another one follows when it fails.
 *
 * @param token fencing token; part of every statement about this run
 * @param attempt this run's number, from 1
 */
public record LeasedRun(UUID taskId, UUID token, int attempt, int maxAttempts, RetryPolicy retry) {

  /** The row of a lease: the columns of the queue, and the backoff of its handler. */
  public static LeasedRun of(ResultSet row, int maxAttempts) throws SQLException {
    return new LeasedRun(
        UUID.fromString(row.getString("task_id")),
        UUID.fromString(row.getString("token")),
        row.getInt("attempt"),
        maxAttempts,
        RetryPolicy.ofMillis(row.getLong("backoff_first_ms"), row.getLong("backoff_cap_ms")));
  }

  LeasedRun withMaxAttempts(int attempts) {
    return new LeasedRun(taskId, token, attempt, attempts, retry);
  }

  /** Nothing is new of the run. */
  public RunReport report() {
    return RunReport.of(taskId, token);
  }

  /** The run has failed: retried if the failure, the attempts and the policy allow it. */
  public Ending failed(RunReport report, Failure failure) {
    return failed(report, failure, null);
  }

  /**
   * The same with a wait that the holder asks for.
   *
   * @param wait before the retry, null: by the policy
   */
  public Ending failed(RunReport report, Failure failure, Duration wait) {
    Optional<Duration> backoff =
        failure.retryable()
            ? retry.afterAttempt(attempt, maxAttempts, ThreadLocalRandom.current().nextDouble())
            : Optional.empty();
    return backoff.isEmpty()
        ? new Ending.Failed(report, failure, null)
        : new Ending.Retried(report, failure, wait == null ? backoff.get() : wait);
  }
}
