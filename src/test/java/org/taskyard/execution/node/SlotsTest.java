package org.taskyard.execution.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two slots; their runs last until the test lets them end. */
@Timeout(60)
class SlotsTest {

  private final CountDownLatch end = new CountDownLatch(1);
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore freed = new Semaphore(0);
  private final Slots slots = new Slots(2, Thread::new, freed::release);

  @AfterEach
  void close() {
    end.countDown();
    slots.close();
  }

  @Test
  void roomIsKeptForWhatIsAboutToBeClaimed() {
    assertThat(slots.reserve(0)).isEqualTo(2);
    assertThat(slots.reserve(0)).isZero();
    slots.release(2);
    assertThat(slots.reserve(0)).isEqualTo(2);
  }

  @Test
  void theStoreIsFilledAgainOnlyWhenHalfOfItIsEmpty() {
    assertThat(slots.reserve(10)).isEqualTo(12);
    slots.release(6);
    // six are about to come, more than half of the store
    assertThat(slots.reserve(10)).isZero();
    slots.release(1);
    assertThat(slots.reserve(10)).isEqualTo(7);
  }

  @Test
  void whatFindsNoSlotWaitsInTheStoreAndCanBeTakenBack() throws InterruptedException {
    slots.reserve(1);
    Run waiting = ARun.with(60);
    put(ARun.with(60));
    put(ARun.with(60));
    begun.acquire(2);
    put(waiting);

    assertThat(slots.full()).isTrue();
    assertThat(slots.running()).isEqualTo(2);
    assertThat(slots.withdraw(waiting)).isTrue();
    assertThat(slots.withdraw(waiting)).isFalse();
    end.countDown();
    freed.acquire(2);
    assertThat(begun.availablePermits()).isZero();
    assertThat(slots.full()).isFalse();
    assertThat(slots.running()).isZero();
  }

  @Test
  void aRunThatIsUnderWayCannotBeTakenBack() throws InterruptedException {
    slots.reserve(0);
    Run run = ARun.with(60);
    put(run);
    begun.acquire();
    assertThat(slots.withdraw(run)).isFalse();
    assertThat(slots.running()).isEqualTo(1);
  }

  @Test
  void aSlotIsFreeAgainAfterARunThatThrew() throws InterruptedException {
    slots.reserve(0);
    slots.put(
        ARun.with(60),
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, expected) -> {});
          throw new IllegalStateException("as a handler with a fault of ours around it");
        });
    assertThat(freed.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    assertThat(slots.running()).isZero();
  }

  private void put(Run run) {
    slots.put(
        run,
        () -> {
          begun.release();
          try {
            end.await();
          } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
          }
        });
  }
}
