package org.taskyard.database.pool;

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
}
