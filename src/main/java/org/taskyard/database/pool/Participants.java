package org.taskyard.database.pool;

import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * What takes part in a transaction of the server, in an order that we decide: first whoever has
 * something left to write, then the connection of our own pool, which commits.
 *
 * <p>The commit is the last thing that happens before the server calls the transaction committed;
 * if it fails, so does the transaction. That is exact because nothing else that a transaction here
 * changes has a commit of its own, and it needs no other interface than the registry of Jakarta
 * Transactions: no server enlists a pool that it has not made itself.
 */
public final class Participants implements Synchronization {

  private static final Logger LOG = Logger.getLogger(Participants.class.getName());

  private final List<Synchronization> writers = new ArrayList<>();
  private Connection connection;

  private Participants() {}

  /** Those of the transaction at hand. */
  public static Participants of(TransactionSynchronizationRegistry registry) {
    Participants participants = (Participants) registry.getResource(Participants.class);
    if (participants == null) {
      participants = new Participants();
      registry.registerInterposedSynchronization(participants);
      registry.putResource(Participants.class, participants);
    }
    return participants;
  }

  /** Adds one that is called before the commit, and after the end. */
  public void join(Synchronization writer) {
    writers.add(writer);
  }

  /** The connection of the transaction, taken from a pool by the first who asks. */
  Connection connection(DataSource pool) throws SQLException {
    if (connection == null) {
      connection = begin(pool);
    }
    return connection;
  }

  /** A connection that commits when it is told to; given back before, the pool rolls it back. */
  static Connection begin(DataSource pool) throws SQLException {
    if (pool instanceof TenantConnections tenants) {
      return tenants.begin();
    }
    Connection taken = pool.getConnection();
    try {
      taken.setAutoCommit(false);
    } catch (SQLException failed) {
      taken.close();
      throw failed;
    }
    return taken;
  }

  @Override
  public void beforeCompletion() {
    // by index: one who writes may bring in another
    for (int i = 0; i < writers.size(); i++) {
      writers.get(i).beforeCompletion();
    }
    if (connection != null) {
      try {
        connection.commit();
      } catch (SQLException fault) {
        throw new CommitFailed(fault);
      }
    }
  }

  @Override
  public void afterCompletion(int status) {
    try {
      for (Synchronization writer : writers) {
        writer.afterCompletion(status);
      }
    } finally {
      if (connection != null) {
        giveBack();
      }
    }
  }

  /** The pool rolls back what was not committed. */
  private void giveBack() {
    try {
      connection.close();
    } catch (SQLException gone) {
      LOG.log(Level.FINE, "The connection of a transaction has gone", gone);
    }
  }

  /** The database has not taken the transaction. */
  static final class CommitFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommitFailed(SQLException fault) {
      super(fault.getMessage(), fault);
    }
  }
}
