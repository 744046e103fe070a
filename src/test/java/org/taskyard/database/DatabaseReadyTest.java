package org.taskyard.database;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DatabaseReadyTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch mended = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final DatabaseReady ready = new DatabaseReady();

  /** Connections that nobody gets before the network is mended. */
  @BeforeEach
  void cutOff() {
    Connection connection =
        stub(
            Connection.class,
            (self, method, arguments) -> method.getName().equals("isValid") ? true : null);
    ready.database =
        stub(
            DataSource.class,
            (self, method, arguments) -> {
              asked.incrementAndGet();
              mended.await();
              return connection;
            });
    ready.threads =
        stub(
            ManagedExecutorService.class,
            (self, method, arguments) -> method.invoke(threads, arguments));
  }

  private static <T> T stub(Class<T> type, InvocationHandler answers) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
  }

  @AfterEach
  void end() throws InterruptedException {
    mended.countDown();
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aDatabaseThatIsSilentIsNotReadyAndAskedOnlyOnce() {
    assertThat(ready.answers()).isFalse();
    assertThat(ready.answers()).isFalse();
    assertThat(asked).hasValue(1);

    mended.countDown();
    assertThat(ready.answers()).isTrue();
    assertThat(ready.answers()).isTrue();
  }
}
