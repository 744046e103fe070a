package org.taskyard.database.pool;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Connections of the administrator's pool, asked for as the server would ask. Payara makes a pool
 * by the class loader of the first thread that wants a connection: by that of the application, the
 * pool would have the driver that is in the WAR, and keep it after the application has been
 * undeployed.
 */
final class ServersConnections extends DelegatingDataSource {

  ServersConnections(DataSource pool) {
    super(pool);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Thread thread = Thread.currentThread();
    ClassLoader ours = thread.getContextClassLoader();
    thread.setContextClassLoader(ServersConnections.class.getClassLoader().getParent());
    try {
      return pool.getConnection();
    } finally {
      thread.setContextClassLoader(ours);
    }
  }
}
