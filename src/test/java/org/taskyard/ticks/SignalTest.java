package org.taskyard.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignalTest {

  @Test
  void workThatFailsIsDoneAgainWithEachNextSignal() throws InterruptedException {
    Semaphore done = new Semaphore(0);
    Signal signal =
        new Signal(
            "test",
            Thread::new,
            () -> {
              done.release();
              throw new NoClassDefFoundError("as while the server stops");
            });
    for (int i = 0; i < 3; i++) {
      signal.raise();
      assertThat(done.tryAcquire(60, TimeUnit.SECONDS)).as("time " + i).isTrue();
    }
    signal.close();
  }
}
