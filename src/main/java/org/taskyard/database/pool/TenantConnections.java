package org.taskyard.database.pool;

import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Connections of a pool whose every transaction says whose rows it sees ({@link Sight}): all
 * statements of the service pass here, where there are tenants. The setting ends with the
 * transaction, so that no session shows one tenant what it has shown another.
 */
final class TenantConnections extends DelegatingDataSource {

  private final Supplier<TransactionSynchronizationRegistry> transactions;

  /** Connections that take no part in the server's transactions. */
  TenantConnections(DataSource pool) {
    this(pool, null);
  }

  /**
   * @param transactions those that the server's own pool takes part in
   */
  TenantConnections(DataSource pool, Supplier<TransactionSynchronizationRegistry> transactions) {
    super(pool);
    this.transactions = transactions;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (transactions == null || !ServerTransaction.isAtHand(transactions.get())) {
      return SightedConnection.of(pool.getConnection());
    }
    Connection joined = pool.getConnection();
    TransactionSynchronizationRegistry registry = transactions.get();
    if (registry.getResource(TenantConnections.class) == null) {
      SightedConnection.say(joined);
      registry.putResource(TenantConnections.class, Boolean.TRUE);
    }
    return joined;
  }

  /** A connection in a transaction that whoever takes it ends. */
  Connection begin() throws SQLException {
    Connection taken = pool.getConnection();
    try {
      taken.setAutoCommit(false);
      SightedConnection.say(taken);
      return taken;
    } catch (SQLException failed) {
      taken.close();
      throw failed;
    }
  }
}
