package org.taskyard.database.entities;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.taskyard.database.pool.Pools;
import org.taskyard.observe.Check;

/**
 * Ready means: the database answers soon, on connections for writing and by the persistence unit. A
 * network that swallows what is sent would keep whoever asks it waiting for minutes; so it is asked
 * in a thread of its own, by one at a time.
 */
@ApplicationScoped
public class DatabaseReady implements Check {

  private static final int SECONDS = 2;

  @Inject private Pools pools;
  @Inject private EntityManager entityManager;

  @Resource ManagedExecutorService threads;

  private Future<Boolean> asked;

  @Override
  public String name() {
    return "database";
  }

  @Override
  public Kind kind() {
    return Kind.READY;
  }

  @Override
  public boolean isUp() {
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

  /** Asks the database; throws, or does not return, if it is away. */
  boolean ask() throws Exception {
    entityManager.createNativeQuery("SELECT 1").getSingleResult();
    try (Connection connection = pools.writing().getConnection()) {
      return connection.isValid(SECONDS);
    }
  }
}
