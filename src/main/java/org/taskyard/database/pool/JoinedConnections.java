package org.taskyard.database.pool;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Connections of a pool of our own. Within a transaction of the server there is one for all who
 * ask, which ends with it ({@link Participants}); outside each is on its own, and commits by
 * statement.
 */
final class JoinedConnections extends DelegatingDataSource {

  private final Supplier<TransactionSynchronizationRegistry> transactions;

  JoinedConnections(DataSource pool, Supplier<TransactionSynchronizationRegistry> transactions) {
    super(pool);
    this.transactions = transactions;
  }

  @Override
  public Connection getConnection() throws SQLException {
    TransactionSynchronizationRegistry registry = transactions.get();
    if (!ServerTransaction.isAtHand(registry)) {
      return pool.getConnection();
    }
    if (registry.getTransactionStatus() == Status.STATUS_MARKED_ROLLBACK
        && registry.getResource(Participants.class) == null) {
      return Participants.begin(pool); // nobody can join it any more: it is rolled back
    }
    return lent(Participants.of(registry).connection(pool), () -> {});
  }
}
