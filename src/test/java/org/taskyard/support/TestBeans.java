package org.taskyard.support;

import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.taskyard.access.audit.Authors;
import org.taskyard.database.Sql;
import org.taskyard.database.entities.PersistenceUnit;
import org.taskyard.settings.Settings;

/**
 * Stateless EJBs on a {@link TestDatabase} without a server: made by hand, with all that is
 * injected into them, for one transaction. Events go nowhere.
 */
public final class TestBeans {

  private final EntityManagerFactory factory;
  private final Settings settings;

  public TestBeans(TestDatabase database) {
    this(database, Map.of());
  }

  /**
   * @param given settings by their keys
   */
  public TestBeans(TestDatabase database, Map<String, String> given) {
    Map<String, String> all = new HashMap<>(given);
    all.put("taskyard.auth", "none");
    settings = Settings.from(all::get);
    factory =
        new PersistenceProvider()
            .createContainerEntityManagerFactory(
                new PersistenceUnit(
                    PersistenceUnitTransactionType.RESOURCE_LOCAL, null, database.source()),
                Map.of(
                    // EclipseLink would take two of one name for the same
                    "eclipselink.session-name", UUID.randomUUID().toString(),
                    "eclipselink.logging.level", "SEVERE",
                    "eclipselink.logging.logger", "DefaultLogger"));
  }

  /** Calls a bean in a transaction of its own, which commits unless an exception leaves it. */
  public <B, T> T call(Class<B> type, Function<B, T> work) {
    try (Transaction transaction = begin()) {
      T result = work.apply(transaction.bean(type));
      transaction.commit();
      return result;
    }
  }

  /** The same for a method that returns nothing. */
  public <B> void run(Class<B> type, Consumer<B> work) {
    call(
        type,
        bean -> {
          work.accept(bean);
          return null;
        });
  }

  /** A transaction that stays open until it is told to commit, or is closed, which rolls back. */
  public Transaction begin() {
    EntityManager manager = factory.createEntityManager();
    manager.getTransaction().begin();
    return new Transaction(manager, settings);
  }

  /** One open transaction. */
  public record Transaction(EntityManager manager, Settings settings) implements AutoCloseable {

    /** A bean that works within. */
    public <B> B bean(Class<B> type) {
      try {
        if (type == Sql.class) {
          return type.cast(new Sql(source()));
        } else if (type == Authors.class) {
          return type.cast(new TestAuthors());
        } else if (type == Settings.class) {
          return type.cast(settings);
        }
        Constructor<B> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        B bean = constructor.newInstance();
        for (Field field : type.getDeclaredFields()) {
          inject(bean, field);
        }
        return bean;
      } catch (ReflectiveOperationException notABean) {
        throw new IllegalStateException(notABean);
      }
    }

    private void inject(Object bean, Field field) throws ReflectiveOperationException {
      field.setAccessible(true);
      if (field.getType() == EntityManager.class) {
        field.set(bean, manager);
      } else if (field.getType() == SessionContext.class) {
        field.set(bean, stub(SessionContext.class, (session, method, arguments) -> rollBackOnly()));
      } else if (field.getType() == Event.class) {
        field.set(bean, stub(Event.class, (event, method, arguments) -> null));
      } else if (field.isAnnotationPresent(Inject.class) || field.isAnnotationPresent(EJB.class)) {
        field.set(bean, bean(field.getType()));
      }
    }

    private Object rollBackOnly() {
      manager.getTransaction().setRollbackOnly();
      return null;
    }

    private DataSource source() {
      return stub(DataSource.class, (source, method, arguments) -> connection());
    }

    /** The transaction's own, which does not end with whoever borrows it. */
    private Connection connection() {
      Connection own = manager.unwrap(Connection.class);
      return stub(
          Connection.class,
          (connection, method, arguments) ->
              method.getName().equals("close") ? null : method.invoke(own, arguments));
    }

    private static <T> T stub(Class<T> type, InvocationHandler answers) {
      return type.cast(
          Proxy.newProxyInstance(TestBeans.class.getClassLoader(), new Class<?>[] {type}, answers));
    }

    public void commit() {
      manager.getTransaction().commit();
    }

    @Override
    public void close() {
      if (manager.getTransaction().isActive()) {
        manager.getTransaction().rollback();
      }
      manager.close();
    }
  }
}
