package org.taskyard.execution.node;

import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.database.Outage;
import org.taskyard.database.StatementFailed;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.ExchangeTasks;
import org.taskyard.execution.lease.ExchangeTasks.Exchanged;
import org.taskyard.execution.lease.Failure;
import org.taskyard.execution.lease.RunReport;
import org.taskyard.execution.node.Runs.Order;
import org.taskyard.ticks.Signal;

/**
 * One after the other, exchanges with the database: results out, due tasks in. What ends while one
 * exchange is under way goes into the next, so that batches grow with the load by themselves. Two
 * lanes keep the database busy while this node looks at what the other has brought.
 */
final class Lane {

  /** So many results are worth a transaction at once. */
  static final int BATCH = 100;

  /** Smaller batches are gathered for that long: each transaction costs as much as thirty tasks. */
  private static final long PACE = TimeUnit.MILLISECONDS.toNanos(4);

  private static final Logger LOG = Logger.getLogger(Lane.class.getName());

  private final ExchangeTasks tasks;
  private final Runs runs;
  private final Results results;
  private final BiConsumer<List<Ending>, Exchanged> written;
  private final Signal signal;
  private long lastExchange = System.nanoTime() - PACE;

  /**
   * @param written called after each exchange with the results sent and what became of them
   */
  Lane(
      String name,
      ThreadFactory threads,
      ExchangeTasks tasks,
      Runs runs,
      Results results,
      BiConsumer<List<Ending>, Exchanged> written) {
    this.tasks = tasks;
    this.runs = runs;
    this.results = results;
    this.written = written;
    signal = new Signal(name, threads, this::exchangeAll);
  }

  /** There is something to exchange. */
  void raise() {
    signal.raise();
  }

  /** Ends its thread. */
  void close() {
    signal.close();
  }

  /** Exchanges until there is nothing left, in the thread of the caller. */
  synchronized void exchangeAll() {
    gather();
    List<Ending> endings = results.take();
    Order order = runs.order();
    while (!endings.isEmpty() || !order.isNone()) {
      if (!exchange(endings, order)) {
        return;
      }
      gather();
      endings = results.take();
      order = runs.order();
    }
  }

  private void gather() {
    long rest = PACE - (System.nanoTime() - lastExchange);
    if (rest > 0 && results.size() < BATCH) {
      LockSupport.parkNanos(rest);
    }
  }

  /** False if it failed: what was to be written is kept for the next tick. */
  private boolean exchange(List<Ending> endings, Order order) {
    long now = System.nanoTime();
    lastExchange = now;
    Exchanged exchanged;
    try {
      exchanged = tasks.exchange(endings, order.wish());
    } catch (StatementFailed failed) {
      runs.giveBack(order);
      return failed.byValues() && !endings.isEmpty()
          ? exchangeApart(endings, failed)
          : putOff(endings, failed);
    } catch (RuntimeException broken) {
      // the commit itself failed, and nobody knows whether it was done: asked again, the tokens
      // tell
      runs.giveBack(order);
      return putOff(endings, broken);
    }
    runs.take(order, exchanged, now);
    written.accept(endings, exchanged);
    return true;
  }

  private boolean putOff(List<Ending> endings, RuntimeException failed) {
    if (!Outage.explains(failed)) {
      LOG.log(
          Level.WARNING,
          "{0}; tried again with the next tick",
          String.valueOf(failed.getMessage()));
    }
    results.addAll(endings);
    return false;
  }

  /** One result that the database does not take must not keep the others from being written. */
  private boolean exchangeApart(List<Ending> endings, StatementFailed failed) {
    if (endings.size() > 1) {
      boolean written = true;
      for (Ending ending : endings) {
        written &= exchange(List.of(ending), Order.NONE);
      }
      return written;
    }
    Ending ending = endings.get(0);
    if (!(ending instanceof Ending.Completed)) {
      LOG.log(
          Level.SEVERE,
          "How a run of task " + ending.taskId() + " ended cannot be written",
          failed);
      return true;
    }
    Failure why =
        new Failure(
            "UnstorableResponse", "The response cannot be stored: " + failed.getMessage(), false);
    RunReport bare = RunReport.of(ending.taskId(), ending.token());
    return exchange(List.of(new Ending.Failed(bare, why, null)), Order.NONE);
  }
}
