package org.taskyard.database.pool;

import jakarta.transaction.Status;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections of a pool whose sessions belong to others, with settings that hold until they are
 * given back: each is lent within a transaction of its own, for reading. That costs two round trips
 * which connections of our own pools do without.
 */
final class PreparedConnections implements DataSource {

  private final DataSource pool;
  private final String preparation;

  PreparedConnections(DataSource pool, List<String> settings) {
    this.pool = pool;
    this.preparation =
        "SET LOCAL "
            + String.join("; SET LOCAL ", settings)
                .replace("default_transaction_read_only", "transaction_read_only");
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection lent = pool.getConnection();
    if (ServerTransaction.registry().getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
      return lent; // it is the transaction's, and not for us to prepare or to end
    }
    try (Statement statement = lent.createStatement()) {
      lent.setAutoCommit(false);
      statement.execute(preparation);
    } catch (SQLException failed) {
      giveBack(lent);
      throw failed;
    }
    return (Connection)
        Proxy.newProxyInstance(
            PreparedConnections.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> call(lent, method, arguments));
  }

  private static Object call(Connection lent, Method method, Object... arguments) throws Throwable {
    if (method.getName().equals("close")) {
      giveBack(lent);
      return null;
    }
    try {
      return method.invoke(lent, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static void giveBack(Connection lent) throws SQLException {
    try (lent) {
      if (!lent.isClosed()) {
        lent.rollback();
        lent.setAutoCommit(true);
      }
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger(PreparedConnections.class.getPackageName());
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }
}
