package org.taskyard.database;

import jakarta.persistence.Query;
import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.descriptors.partitioning.PinnedPartitioningPolicy;
import org.eclipse.persistence.jpa.JpaQuery;
import org.eclipse.persistence.sessions.DatasourceLogin;
import org.eclipse.persistence.sessions.JNDIConnector;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.server.ExternalConnectionPool;
import org.eclipse.persistence.sessions.server.ServerSession;

/**
 * Lets a query outside of any transaction run on the connections of {@link CountDataSource}. JPA
 * knows one pool for reading; EclipseLink takes another by name.
 */
public class CountConnections implements SessionCustomizer {

  /** A global name: EclipseLink looks it up while no module is at work. */
  static final String POOL = "java:global/jdbc/taskyard-count";

  private static final String NAME = "counts";

  @Override
  public void customize(Session session) {
    ServerSession server = (ServerSession) session;
    DatasourceLogin login = ((DatasourceLogin) server.getReadConnectionPool().getLogin()).clone();
    login.setConnector(new JNDIConnector(POOL));
    server.addConnectionPool(new ExternalConnectionPool(NAME, login, server));
  }

  /** Sends the query there. */
  public static void use(Query query) {
    query
        .unwrap(JpaQuery.class)
        .getDatabaseQuery()
        .setPartitioningPolicy(new PinnedPartitioningPolicy(NAME));
  }
}
