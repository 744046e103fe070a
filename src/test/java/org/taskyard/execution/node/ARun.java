package org.taskyard.execution.node;

import java.time.Duration;
import java.util.UUID;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.execution.lease.RetryPolicy;

/** A run that has just been claimed: the first of five attempts. */
final class ARun {

  private ARun() {}

  static Run with(int timeoutSeconds) {
    return new Run(
        new ClaimedTask(
            UUID.randomUUID(),
            UUID.randomUUID(),
            "A",
            1,
            5,
            null,
            null,
            null,
            null,
            3_600,
            timeoutSeconds,
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(10))),
        System.nanoTime());
  }
}
