package org.taskyard.database.entities;

import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.transaction.xa.XAResource;
import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.ExternalTransactionController;
import org.eclipse.persistence.transaction.AbstractSynchronizationListener;
import org.eclipse.persistence.transaction.JTATransactionController;
import org.taskyard.database.pool.Participants;
import org.taskyard.database.pool.ServerTransaction;

/**
 * Lets EclipseLink take part in the server's transactions by the registry that Jakarta EE
 * prescribes. Its own ways look for the transaction manager, which each server keeps elsewhere.
 */
public class ServerTransactions extends JTATransactionController {

  private final TransactionSynchronizationRegistry registry = ServerTransaction.registry();

  /** Named in {@link PersistenceUnit}. */
  public static class Platform extends ServerPlatformBase {

    /** Made by EclipseLink. */
    public Platform(DatabaseSession session) {
      super(session);
    }

    @Override
    public Class<? extends ExternalTransactionController> getExternalTransactionControllerClass() {
      return ServerTransactions.class;
    }
  }

  @Override
  protected TransactionManager acquireTransactionManager() {
    return null;
  }

  @Override
  protected void registerSynchronization_impl(
      AbstractSynchronizationListener listener, Object transaction) {
    Participants.of(registry).join((Synchronization) listener);
  }

  @Override
  protected Object getTransaction_impl() {
    Object key = registry.getTransactionKey();
    return key == null ? null : new Current(key, registry);
  }

  @Override
  protected Object getTransactionKey_impl(Object transaction) {
    return ((Current) transaction).key();
  }

  @Override
  protected Object getTransactionStatus_impl() {
    return registry.getTransactionStatus();
  }

  @Override
  protected void markTransactionForRollback_impl() {
    registry.setRollbackOnly();
  }

  /** The transaction at hand, as far as EclipseLink has to do with it: the server ends it. */
  private record Current(Object key, TransactionSynchronizationRegistry registry)
      implements Transaction {

    @Override
    public int getStatus() {
      return registry.getTransactionStatus();
    }

    @Override
    public void registerSynchronization(Synchronization listener) {
      Participants.of(registry).join(listener);
    }

    @Override
    public void setRollbackOnly() {
      registry.setRollbackOnly();
    }

    @Override
    public void commit() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void rollback() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean enlistResource(XAResource resource) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean delistResource(XAResource resource, int flag) {
      throw new UnsupportedOperationException();
    }
  }
}
