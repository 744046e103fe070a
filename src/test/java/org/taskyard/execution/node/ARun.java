package org.taskyard.execution.node;

import java.util.UUID;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.execution.lease.LeasedRun;
import org.taskyard.execution.lease.RetryPolicy;

/** A run that has just been claimed: the first of five attempts. */
final class ARun {

  private ARun() {}

  static Run with(int timeoutSeconds) {
    return of(timeoutSeconds, new ClaimedTask.Input(null, null, null, null, null, "", null));
  }

  static Run of(ClaimedTask.Input input) {
    return of(3_600, input);
  }

  private static Run of(int timeoutSeconds, ClaimedTask.Input input) {
    LeasedRun run =
        new LeasedRun(
            UUID.randomUUID(), UUID.randomUUID(), 1, 5, RetryPolicy.ofMillis(1_000, 10_000));
    return new Run(new ClaimedTask(run, "A", 3_600, timeoutSeconds, 0, input), System.nanoTime());
  }
}
