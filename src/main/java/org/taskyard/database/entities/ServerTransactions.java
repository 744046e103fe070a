package org.taskyard.database.entities;

import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
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
    return registry.getTransactionKey();
  }

  @Override
  protected Object getTransactionKey_impl(Object transaction) {
    return transaction;
  }

  @Override
  protected Object getTransactionStatus_impl() {
    return registry.getTransactionStatus();
  }

  @Override
  protected void markTransactionForRollback_impl() {
    registry.setRollbackOnly();
  }
}
