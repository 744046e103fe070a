package org.taskyard.database.entities;

import jakarta.persistence.Query;
import javax.sql.DataSource;
import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.descriptors.partitioning.PinnedPartitioningPolicy;
import org.eclipse.persistence.jpa.JpaQuery;
import org.eclipse.persistence.sessions.DatasourceLogin;
import org.eclipse.persistence.sessions.JNDIConnector;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.server.ExternalConnectionPool;
import org.eclipse.persistence.sessions.server.ServerSession;

/**
 * Lets a query outside of any transaction run on the connections for counting. JPA knows one pool
 * for reading; EclipseLink takes another by name.
 */
public class CountConnections implements SessionCustomizer {

  private static final String NAME = "counts";

  private final DataSource counting;

  CountConnections(DataSource counting) {
    this.counting = counting;
  }

  @Override
  public void customize(Session session) {
    ServerSession server = (ServerSession) session;
    DatasourceLogin login = ((DatasourceLogin) server.getReadConnectionPool().getLogin()).clone();
    login.setConnector(new JNDIConnector(counting));
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
