package org.taskyard.execution.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.database.Postgres;
import org.taskyard.database.Sql;
import org.taskyard.database.StatementFailed;
import org.taskyard.database.pool.Pools;
import org.taskyard.task.TasksSubmitted;
import org.taskyard.ticks.Signal;

/**
 * Tells other nodes that there may be work which this node cannot take at once, or that they are
 * asked something, and listens to what they tell. Hints only: one that is lost costs a second,
 * until the next tick, or ten, until the next report of the node.
 *
 * <p>Sent after the commit of what they are about, at most ten a second, in a transaction of their
 * own that waits for no disk: a NOTIFY within every create would make their commits take turns.
 * Listening needs a session of its own; behind a pooler that shares sessions nothing is heard.
 */
@ApplicationScoped
public class Hints {

  private static final Logger LOG = Logger.getLogger(Hints.class.getName());

  private static final String SEND =
      "SELECT set_config('synchronous_commit', 'off', true), pg_notify('taskyard_tasks', ?)";

  /** Before the name of a node: it is asked something, and there is no work. */
  private static final String ASK = "ask ";

  private static final String TELL = "SELECT pg_notify('taskyard_tasks', ?)";

  private static final long PACE = TimeUnit.MILLISECONDS.toNanos(100);

  /** A session that was silent for so long is asked whether it still is one. */
  private static final int SILENCE_MILLIS = 30_000;

  private static final long BEFORE_NEXT_TRY = TimeUnit.SECONDS.toNanos(1);

  private static final long END_MILLIS = 1_000;

  @Inject private Sql sql;
  @Inject private Pools pools;
  @Inject private Dispatcher dispatcher;
  @Inject private NodeName node;
  @Inject private Tally tally;
  @Inject private Event<TasksSubmitted> submitted;
  @Inject private Event<NodeAsked> asked;

  private volatile boolean open;
  private volatile Connection session;
  private Thread listener;
  private Signal sender;

  void open(ThreadFactory threads) {
    open = true;
    sender = new Signal("hint to other nodes", threads, this::send);
    listener = threads.newThread(this::listen);
    listener.start();
  }

  void submitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) TasksSubmitted hint) {
    if (open && !hint.elsewhere() && !dispatcher.takesAtOnce(hint.handlers())) {
      sender.raise();
    }
  }

  /** Has a node look at what is asked of it, once the transaction at hand is committed. */
  public void ask(String asks) {
    sql.query("A node cannot be told", TELL, row -> null, ASK + asks);
  }

  private void send() {
    notifyNodes();
    LockSupport.parkNanos(PACE);
  }

  private void notifyNodes() {
    try {
      sql.query("A hint cannot be sent", SEND, row -> null, node.name());
    } catch (StatementFailed fault) {
      LOG.log(Level.FINE, "A hint was not sent", fault);
    }
  }

  private void listen() {
    while (open) {
      try (Connection connection = pools.listening()) {
        session = connection;
        execute(connection, "LISTEN taskyard_tasks");
        heard(); // what was said while nobody listened
        while (open) {
          hear(connection);
        }
        execute(connection, "UNLISTEN *");
      } catch (SQLException | RuntimeException lost) {
        LOG.log(Level.FINE, "Hints of other nodes are not heard for a while", lost);
        LockSupport.parkNanos(BEFORE_NEXT_TRY);
      }
    }
  }

  private void hear(Connection connection) throws SQLException {
    List<String> heard = Postgres.notifications(connection, SILENCE_MILLIS);
    if (heard.isEmpty()) {
      execute(connection, "SELECT 1");
      return;
    }
    if (heard.contains(ASK + node.name())) {
      asked.fire(new NodeAsked());
    }
    if (heard.stream().anyMatch(hint -> !hint.startsWith(ASK) && !hint.equals(node.name()))) {
      tally.hintHeard();
      heard();
    }
  }

  private void heard() {
    submitted.fire(new TasksSubmitted(Set.of(), true));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  /**
   * Ends listening. Closed from here, a session of the server's pool would go to its next user
   * while the listener still reads from it; so it is woken by a hint of our own, and gives the
   * session back itself.
   */
  void close() {
    if (!open) {
      return;
    }
    open = false;
    sender.close();
    notifyNodes();
    try {
      listener.join(END_MILLIS);
      Connection listening = session;
      if (listener.isAlive() && listening != null) {
        listening.abort(Runnable::run);
      }
    } catch (SQLException gone) {
      LOG.log(Level.FINE, "The listening session has gone already", gone);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
