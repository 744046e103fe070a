package org.taskyard.execution.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whether a run that failed is retried, wherever it ran and whoever reports it. */
class LeasedRunTest {

  private static final Failure RETRYABLE = new Failure("IOException", "no route", true);
  private static final Failure FINAL = new Failure("NonRetryable", "no such order", false);
  private static final int MOST = 3;

  private static LeasedRun attempt(int number) {
    return new LeasedRun(
        UUID.randomUUID(), UUID.randomUUID(), number, MOST, RetryPolicy.ofMillis(5_000, 5_000));
  }

  private static Duration wait(Ending ending) {
    assertThat(ending).isInstanceOf(Ending.Retried.class);
    return ((Ending.Retried) ending).after();
  }

  @Test
  void itIsRetriedAfterTheBackoff() {
    LeasedRun run = attempt(1);
    assertThat(wait(run.failed(run.report(), RETRYABLE)))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
  }

  @Test
  void itIsRetriedAfterTheWaitThatItsHolderAsksFor() {
    LeasedRun run = attempt(1);
    assertThat(wait(run.failed(run.report(), RETRYABLE, Duration.ZERO))).isZero();
    assertThat(wait(run.failed(run.report(), RETRYABLE, Duration.ofHours(9)))).hasHours(9);
  }

  @Test
  void noWaitGivesAnAttemptMoreThanTheTaskHas() {
    LeasedRun last = attempt(MOST);
    assertThat(last.failed(last.report(), RETRYABLE, Duration.ZERO))
        .isEqualTo(new Ending.Failed(last.report(), RETRYABLE, null));
  }

  @Test
  void aFailureThatAnotherAttemptCannotMendFailsTheTaskAtOnce() {
    LeasedRun run = attempt(1);
    assertThat(run.failed(run.report(), FINAL, Duration.ZERO))
        .isEqualTo(new Ending.Failed(run.report(), FINAL, null));
  }
}
