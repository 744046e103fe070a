package org.taskyard.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: the database answers, and soon. A network that swallows what is sent would keep
 * whoever asks it waiting for minutes; so it is asked in a thread of its own, by one at a time.
 */
@Readiness
@ApplicationScoped
public class DatabaseReady implements HealthCheck {

  private static final int SECONDS = 2;

  @Resource(lookup = "java:app/jdbc/taskyard")
  DataSource database;

  @Resource ManagedExecutorService threads;

  private Future<Boolean> asked;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("database").status(answers()).build();
  }

  boolean answers() {
    try {
      return asked().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException away) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized Future<Boolean> asked() {
    if (asked == null || asked.isDone()) {
      asked = threads.submit(this::ask);
    }
    return asked;
  }

  private boolean ask() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(SECONDS);
    }
  }
}
