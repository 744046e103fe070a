package org.taskyard.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The longest time between two looks is an hour here, so that only what the test does counts. */
@Timeout(60)
class LookoutTest {

  private static final long HOUR_MS = 3_600_000;

  private final Semaphore looks = new Semaphore(0);
  private final AtomicInteger threads = new AtomicInteger();
  private final Semaphore threadsEnded = new Semaphore(0);
  private volatile boolean awaited = true;
  private volatile RuntimeException fault;
  private final Lookout lookout =
      new Lookout("test", this::thread, HOUR_MS, 0, () -> awaited, this::look);

  private Thread thread(Runnable work) {
    threads.incrementAndGet();
    return new Thread(
        () -> {
          work.run();
          threadsEnded.release();
        });
  }

  private void look() {
    looks.release();
    if (fault != null) {
      throw fault;
    }
  }

  @AfterEach
  void close() {
    lookout.close();
  }

  @Test
  void whoBeginsToWaitIsLookedForAtOnceByOneThread() throws InterruptedException {
    lookout.begin();
    looks.acquire();
    lookout.begin();
    looks.acquire();
    assertThat(threads).hasValue(1);
  }

  @Test
  void aHintIsFollowedWithoutWaitingForTheInterval() throws InterruptedException {
    lookout.begin();
    looks.acquire();
    lookout.hint();
    looks.acquire();
  }

  @Test
  void theThreadLeavesWhenNobodyWaitsAndComesBackWithTheNext() throws InterruptedException {
    lookout.begin();
    looks.acquire();
    awaited = false;
    lookout.hint();
    threadsEnded.acquire();
    awaited = true;
    lookout.begin();
    looks.acquire();
    assertThat(threads).hasValue(2);
  }

  @Test
  void aLookThatFailsIsNotTheLast() throws InterruptedException {
    fault = new IllegalStateException("as if the database were away");
    lookout.begin();
    looks.acquire();
    lookout.hint();
    looks.acquire();
  }

  @Test
  void afterTheEndNobodyLooks() throws InterruptedException {
    lookout.begin();
    looks.acquire();
    lookout.close();
    threadsEnded.acquire();
    lookout.begin();
    assertThat(threads).hasValue(1);
  }
}
