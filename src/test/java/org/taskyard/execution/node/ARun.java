package org.taskyard.execution.node;

import java.util.UUID;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.execution.lease.LeasedRun;
import org.taskyard.execution.lease.RetryPolicy;

/** A run that has just been claimed: the first of five attempts. */
final class ARun {

  private ARun() {}

  static Run with(int timeoutSeconds) {
    return new Run(
        new ClaimedTask(
            new LeasedRun(
                UUID.randomUUID(), UUID.randomUUID(), 1, 5, RetryPolicy.ofMillis(1_000, 10_000)),
            "A",
            3_600,
            timeoutSeconds,
            0,
            new ClaimedTask.Input(null, null, null, null)),
        System.nanoTime());
  }
}
