package org.taskyard.database.pool;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.taskyard.settings.StartupFailure;

/** The data source of the server's administrator that TASKYARD_DATASOURCE names. */
public final class GivenPool {

  private static final Logger LOG = Logger.getLogger(GivenPool.class.getName());

  /** Tasks, searches, chores and the one that listens, at the same time. */
  static final int LEAST_CONNECTIONS = 10;

  private final String name;
  private final DataSource pool;

  /**
   * Looks the data source up.
   *
   * @throws StartupFailure if there is none of that name
   */
  GivenPool(String name) {
    this(name, lookup(name));
  }

  GivenPool(String name, DataSource pool) {
    this.name = name;
    this.pool = pool;
  }

  private static DataSource lookup(String name) {
    try {
      Object found = ServerNames.lookup(name);
      if (found instanceof DataSource source) {
        return new ServersConnections(source);
      }
      throw StartupFailure.because(
          "TASKYARD_DATASOURCE names " + name + ", which is no JDBC data source.", null);
    } catch (NamingException missing) {
      throw StartupFailure.because(
          "The server has no data source "
              + name
              + ", which TASKYARD_DATASOURCE names: make it in the server, or correct the name.",
          missing);
    }
  }

  DataSource connections() {
    return pool;
  }

  static DataSource prepared(DataSource connections, List<String> settings) {
    return new PreparedConnections(connections, settings, ServerTransaction::registry);
  }

  /**
   * Refuses a pool that Taskyard cannot work with, in one sentence; warns of what makes it slow.
   *
   * @throws StartupFailure if it cannot
   */
  public void check() {
    List<Connection> held = new ArrayList<>();
    try {
      for (int i = 0; i < LEAST_CONNECTIONS; i++) {
        held.add(pool.getConnection());
        if (i == 0) {
          checkSession(held.get(0));
        }
      }
    } catch (SQLException fault) {
      throw held.isEmpty() ? unusable(fault) : tooFew(held.size(), fault);
    } finally {
      held.forEach(GivenPool::giveBack);
    }
  }

  private void checkSession(Connection connection) throws SQLException {
    if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
      throw refused(
          "leads to " + connection.getMetaData().getDatabaseProductName() + ", not to PostgreSQL",
          null);
    }
    if (!isReadCommitted(connection)) {
      throw refused("has another transaction isolation than read committed", null);
    }
    try (var typed = connection.prepareStatement("SELECT jsonb_typeof(?)")) {
      typed.setString(1, "{}");
      typed.executeQuery().close();
    } catch (SQLException fault) {
      throw refused("needs the connection property stringtype=unspecified", fault);
    }
    if (!setting(connection, "jit").equals("off")) {
      LOG.warning(
          "The data source "
              + name
              + " lets PostgreSQL compile statements, which makes short ones slow: give it the"
              + " connection property options=-c jit=off (docs/servers.md).");
    }
  }

  private static boolean isReadCommitted(Connection connection) throws SQLException {
    return connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED;
  }

  private static String setting(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }

  private StartupFailure unusable(SQLException fault) {
    return refused("gives no connection: " + TaskyardDataSource.firstSentence(fault), fault);
  }

  private StartupFailure tooFew(int given, SQLException fault) {
    return refused(
        "gives " + given + " connections at a time; Taskyard needs " + LEAST_CONNECTIONS, fault);
  }

  private StartupFailure refused(String why, SQLException fault) {
    return StartupFailure.because(
        "The data source " + name + " (TASKYARD_DATASOURCE) " + why + ".", fault);
  }

  private static void giveBack(Connection connection) {
    try {
      connection.close();
    } catch (SQLException gone) {
      LOG.fine(() -> "A connection could not be given back: " + gone.getMessage());
    }
  }
}
