package org.taskyard.database.pool;

import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Connections of a pool whose sessions belong to others, with settings that hold until they are
 * given back: each is lent within a transaction of its own, for reading. That costs two round trips
 * which connections of our own pools do without.
 */
final class PreparedConnections extends DelegatingDataSource {

  private final String preparation;
  private final Supplier<TransactionSynchronizationRegistry> transactions;

  PreparedConnections(
      DataSource pool,
      List<String> settings,
      Supplier<TransactionSynchronizationRegistry> transactions) {
    super(pool);
    this.transactions = transactions;
    this.preparation =
        "SET LOCAL "
            + String.join("; SET LOCAL ", settings)
                .replace("default_transaction_read_only", "transaction_read_only");
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = pool.getConnection();
    if (ServerTransaction.isAtHand(transactions.get())) {
      return connection; // it is the transaction's, and not for us to prepare or to end
    }
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(preparation);
    } catch (SQLException failed) {
      giveBack(connection);
      throw failed;
    }
    return lent(connection, () -> giveBack(connection));
  }

  private static void giveBack(Connection connection) throws SQLException {
    try (connection) {
      if (!connection.isClosed()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }
}
