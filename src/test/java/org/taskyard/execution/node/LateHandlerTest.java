package org.taskyard.execution.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.taskyard.execution.Outcome;
import org.taskyard.execution.lease.Ending;

/** A handler that ignores that its time is over. */
class LateHandlerTest {

  private static final int TIMEOUT_SECONDS = 5;

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);
  private final Run run = ARun.with(TIMEOUT_SECONDS);
  private volatile Ending late;
  private volatile boolean lateIsRefused;

  private void handle() {
    run.enter(System.nanoTime());
    entered.countDown();
    while (released.getCount() > 0) {
      try {
        released.await();
      } catch (InterruptedException ignored) {
        interrupted.countDown();
      }
    }
    late = RunTask.ending(run, Outcome.retryLater(Duration.ZERO, "as if nothing had happened"));
    run.leave();
    lateIsRefused = !run.end();
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void itIsGivenUpKeepsItsSlotUntilItEndsAndHasNoSayThen() throws InterruptedException {
    Slots slots = new Slots(1, Thread::new, free::countDown);
    assertThat(slots.reserve(0)).isOne();
    slots.put(run, this::handle);
    await(entered);

    long over = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    assertThat(run.step(over)).isEqualTo(Run.Step.GO_ON);
    assertThat(run.step(over + Run.INTERRUPT_AFTER)).isEqualTo(Run.Step.INTERRUPT);
    run.interrupt();
    await(interrupted);
    assertThat(run.step(over + Run.GIVE_UP_AFTER)).isEqualTo(Run.Step.GIVE_UP);
    assertThat(slots.withdraw(run)).isFalse();
    assertThat(run.end()).isTrue();
    Ending given = RunTask.stopped(run);
    assertThat(given).isInstanceOf(Ending.Retried.class);
    assertThat(given.failure().type()).isEqualTo("Timeout");
    assertThat(slots.full()).as("its thread is still at it").isTrue();
    assertThat(slots.reserve(0)).isZero();

    released.countDown();
    await(free);
    assertThat(lateIsRefused).isTrue();
    assertThat(late.failure().type()).as("whatever it says").isEqualTo("Timeout");
    assertThat(slots.full()).isFalse();
    assertThat(slots.reserve(0)).isOne();
    slots.close();
  }
}
