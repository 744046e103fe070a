package org.taskyard.database.pool;

import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Connections of a pool, each of which says whose rows it sees ({@link SeenTenant}) before anybody
 * gets it: all statements of the service pass here, where there are tenants.
 *
 * <p>In a transaction of the server's it is said for the transaction, and ends with it. Outside,
 * where each statement is a transaction, it is said for the session, if that sees something else at
 * the moment: a transaction around each search would cost it two round trips. Sessions of the
 * server's own pool are others', too: there the connection is lent in a transaction.
 */
final class TenantConnections extends DelegatingDataSource {

  private static final String OF_TRANSACTION = "SELECT set_config('taskyard.tenant', ?, true)";
  private static final String OF_SESSION = "SELECT set_config('taskyard.tenant', ?, false)";
  private static final String FAILED_BEFORE = "25P02";

  private final Supplier<TransactionSynchronizationRegistry> transactions;

  /** What the sessions of our own pool see. */
  private final Map<PGConnection, String> sessions =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Connections of a pool of our own. */
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
    if (transactions == null) {
      return inSession();
    }
    if (!ServerTransaction.isAtHand(transactions.get())) {
      Connection own = begin();
      return lent(own, () -> end(own));
    }
    Connection joined = pool.getConnection();
    TransactionSynchronizationRegistry registry = transactions.get();
    if (registry.getResource(TenantConnections.class) == null) {
      say(OF_TRANSACTION, joined);
      registry.putResource(TenantConnections.class, Boolean.TRUE);
    }
    return joined;
  }

  private Connection inSession() throws SQLException {
    Connection taken = pool.getConnection();
    try {
      PGConnection session = taken.unwrap(PGConnection.class);
      if (!SeenTenant.now().equals(sessions.remove(session))) {
        say(OF_SESSION, taken);
      }
      sessions.put(session, SeenTenant.now());
      return taken;
    } catch (SQLException failed) {
      taken.close();
      throw failed;
    }
  }

  /** A connection in a transaction that whoever takes it ends. */
  Connection begin() throws SQLException {
    Connection taken = pool.getConnection();
    try {
      taken.setAutoCommit(false);
      say(OF_TRANSACTION, taken);
      return taken;
    } catch (SQLException failed) {
      taken.close();
      throw failed;
    }
  }

  private static void say(String statement, Connection connection) throws SQLException {
    try (PreparedStatement says = connection.prepareStatement(statement)) {
      says.setString(1, SeenTenant.now());
      says.execute();
    }
  }

  private static void end(Connection connection) throws SQLException {
    try (connection) {
      // who was lent it may have ended the transaction
      if (!connection.isClosed() && !connection.getAutoCommit()) {
        commit(connection);
        connection.setAutoCommit(true);
      }
    }
  }

  /** Where a statement has failed there is nothing to commit, and whoever ran it knows. */
  private static void commit(Connection connection) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException fault) {
      if (!FAILED_BEFORE.equals(fault.getSQLState())) {
        throw fault;
      }
    }
  }
}
