package org.taskyard.database.pool;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.NamingException;

/** The server's transactions. */
public final class ServerTransaction {

  private static volatile TransactionSynchronizationRegistry registry;

  private ServerTransaction() {}

  /** Their registry, at the name that Jakarta EE prescribes. */
  public static TransactionSynchronizationRegistry registry() {
    TransactionSynchronizationRegistry known = registry;
    if (known == null) {
      try {
        known =
            (TransactionSynchronizationRegistry)
                ServerNames.lookup("java:comp/TransactionSynchronizationRegistry");
      } catch (NamingException missing) {
        throw new IllegalStateException("The server has no registry of transactions", missing);
      }
      registry = known;
    }
    return known;
  }

  /** Whether the thread is in a transaction that has not ended. */
  public static boolean isAtHand(TransactionSynchronizationRegistry registry) {
    return switch (registry.getTransactionStatus()) {
      case Status.STATUS_NO_TRANSACTION,
          Status.STATUS_COMMITTED,
          Status.STATUS_ROLLEDBACK,
          Status.STATUS_UNKNOWN ->
          false;
      default -> true;
    };
  }
}
