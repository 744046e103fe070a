package org.taskyard.database.entities;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TransactionRequiredException;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.taskyard.database.pool.Participants;
import org.taskyard.database.pool.Pools;
import org.taskyard.database.pool.ServerTransaction;

/** Entity managers of the one persistence unit: {@code @Inject EntityManager}. */
@ApplicationScoped
public class EntityManagers {

  private static final Set<String> CHANGES =
      Set.of("persist", "merge", "remove", "refresh", "lock", "flush");

  @Inject private Pools pools;

  private final Object key = new Object();
  private volatile TransactionSynchronizationRegistry registry;
  private volatile EntityManagerFactory factory;

  EntityManagerFactory factory() {
    EntityManagerFactory ready = factory;
    return ready == null ? open() : ready;
  }

  /** Makes the persistence unit ready, if it is not. */
  synchronized EntityManagerFactory open() {
    if (factory == null) {
      registry = ServerTransaction.registry();
      factory =
          new PersistenceProvider()
              .createContainerEntityManagerFactory(
                  new PersistenceUnit(
                      PersistenceUnitTransactionType.JTA, pools.writing(), pools.searching()),
                  Map.of(
                      "eclipselink.target-server",
                      ServerTransactions.Platform.class.getName(),
                      "eclipselink.session.customizer",
                      new CountConnections(pools.counting())));
      // deployed now, not by the first request
      factory.createEntityManager().close();
    }
    return factory;
  }

  /**
   * The one of the transaction at hand, whichever that is at each call; it ends with it. Outside of
   * transactions there are queries only, each with a new one, which holds nothing that would have
   * to be closed.
   */
  @Produces
  EntityManager current() {
    return (EntityManager)
        Proxy.newProxyInstance(
            EntityManagers.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  private Object call(Method method, Object... arguments) throws Throwable {
    EntityManagerFactory unit = factory();
    boolean outside = !ServerTransaction.isAtHand(registry);
    if (outside && CHANGES.contains(method.getName())) {
      throw new TransactionRequiredException(method.getName());
    }
    try {
      return method.invoke(outside ? unit.createEntityManager() : joined(unit), arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private EntityManager joined(EntityManagerFactory unit) {
    EntityManager joined = (EntityManager) registry.getResource(key);
    if (joined == null) {
      joined = unit.createEntityManager();
      registry.putResource(key, joined);
      Participants.of(registry).join(new CloseAfterwards(joined));
    }
    return joined;
  }

  private record CloseAfterwards(EntityManager manager) implements Synchronization {

    @Override
    public void beforeCompletion() {
      // EclipseLink writes what is pending by a listener of its own
    }

    @Override
    public void afterCompletion(int status) {
      manager.close();
    }
  }

  @PreDestroy
  synchronized void close() {
    if (factory != null) {
      factory.close();
    }
  }
}
