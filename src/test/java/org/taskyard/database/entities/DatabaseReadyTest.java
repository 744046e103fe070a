package org.taskyard.database.entities;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DatabaseReadyTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch mended = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  /** Whose database answers nobody before the network is mended. */
  private final DatabaseReady ready =
      new DatabaseReady() {
        @Override
        boolean ask() throws InterruptedException {
          asked.incrementAndGet();
          mended.await();
          return true;
        }
      };

  @BeforeEach
  void giveThreads() {
    ready.threads =
        (ManagedExecutorService)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (self, method, arguments) -> method.invoke(threads, arguments));
  }

  @AfterEach
  void end() throws InterruptedException {
    mended.countDown();
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aDatabaseThatIsSilentIsNotReadyAndAskedOnlyOnce() {
    assertThat(ready.isUp()).isFalse();
    assertThat(ready.isUp()).isFalse();
    assertThat(asked).hasValue(1);

    mended.countDown();
    assertThat(ready.isUp()).isTrue();
    assertThat(ready.isUp()).isTrue();
  }
}
