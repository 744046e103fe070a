package org.taskyard.execution.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.ExchangeTasks;
import org.taskyard.execution.lease.ExchangeTasks.Exchanged;
import org.taskyard.execution.lease.Failure;
import org.taskyard.execution.lease.StatementFailed;
import org.taskyard.execution.lease.Wish;
import org.taskyard.platform.Settings;
import org.taskyard.task.TasksSubmitted;

/**
 * Brings due tasks into the slots of this node, and the results of their runs to the database. One
 * exchange at a time: what ends while one is under way goes into the next, so that batches grow
 * with the load by themselves.
 */
@ApplicationScoped
public class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

  @Inject private ExchangeTasks tasks;
  @Inject private Handlers handlers;
  @Inject private RunTask runTask;
  @Inject private Tally tally;
  @Inject private Settings settings;
  @Inject private NodeName node;

  private final Map<UUID, Run> held = new ConcurrentHashMap<>();
  private final Results results = new Results();
  private volatile boolean moreDue;
  private volatile boolean open;
  private Slots slots;
  private Prefetch prefetch;
  private Signal exchange;

  /** Starts to claim. */
  void open(ThreadFactory threads) {
    slots = new Slots(Math.max(1, settings.workerSlots()), threads, () -> exchange.raise());
    prefetch = new Prefetch(settings.workerSlots(), settings.workerPrefetch());
    exchange = new Signal("exchange", threads, this::exchangeAll);
    open = settings.workerSlots() > 0;
    wake();
  }

  /** There may be due tasks. Cheap, and any number of calls is as good as one. */
  public void wake() {
    moreDue = true;
    if (open) {
      exchange.raise();
    }
  }

  void submitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) TasksSubmitted hint) {
    wake();
  }

  /** The handlers whose tasks this node takes; none once it stops. */
  public List<String> serves() {
    return open ? handlers.names() : List.of();
  }

  /** The runs that this node holds. */
  Collection<Run> held() {
    return held.values();
  }

  int running() {
    return slots == null ? 0 : slots.running();
  }

  /** A run has taken that long by now; judged like one that has ended. */
  void stillRuns(Run run, long nanos) {
    prefetch.ran(nanos, run.task().request());
  }

  /** Ends a run on behalf of its thread, which may still be busy with it. */
  void giveUp(Run run, Ending ending) {
    slots.withdraw(run);
    if (run.end()) {
      finish(run, ending);
    }
    exchange.raise();
  }

  /** Takes no further task from now on. */
  void close() {
    open = false;
    slots.close();
  }

  /** Writes the results that are there, in the thread of the caller. */
  void flush() {
    exchangeAll();
  }

  private void run(Run run) {
    if (!run.enter(System.nanoTime())) {
      return;
    }
    Ending ending = null;
    try {
      ending = runTask.run(run);
    } finally {
      run.leave();
      prefetch.ran(run.took(System.nanoTime()), run.task().request());
      if (run.end()) {
        finish(run, ending);
      } else {
        held.remove(run.task().token());
        if (ending != null) {
          refused(1);
        }
      }
    }
  }

  private void finish(Run run, Ending ending) {
    held.remove(run.task().token());
    if (ending == null) {
      refused(1);
    } else {
      results.add(ending);
    }
  }

  private synchronized void exchangeAll() {
    List<Ending> endings = results.take();
    Wish wish = wish();
    while (!endings.isEmpty() || wish.most() > 0) {
      if (!exchange(endings, wish)) {
        return;
      }
      endings = results.take();
      wish = wish();
    }
  }

  private Wish wish() {
    int store = prefetch.size();
    int room = slots.room(store);
    if (!open || !moreDue || room <= 0 || slots.waiting() > store / 2) {
      return Wish.NONE;
    }
    return new Wish(handlers.names(), room, node.name(), null);
  }

  /** False if it failed: what was to be written is kept for the next tick. */
  private boolean exchange(List<Ending> endings, Wish wish) {
    if (wish.most() > 0) {
      moreDue = false;
    }
    long now = System.nanoTime();
    try {
      Exchanged exchanged = tasks.exchange(endings, wish);
      account(endings, exchanged);
      moreDue |= wish.most() > 0 && exchanged.claimed().size() == wish.most();
      exchanged.claimed().forEach(task -> start(task, now));
      return true;
    } catch (StatementFailed failed) {
      if (failed.byValues() && !endings.isEmpty()) {
        return exchangeApart(endings, failed);
      }
      LOG.log(Level.WARNING, "{0}; tried again with the next tick", failed.getMessage());
      results.addAll(endings);
      return false;
    }
  }

  /** One result that the database does not take must not keep the others from being written. */
  private boolean exchangeApart(List<Ending> endings, StatementFailed failed) {
    if (endings.size() > 1) {
      boolean written = true;
      for (Ending ending : endings) {
        written &= exchange(List.of(ending), Wish.NONE);
      }
      return written;
    }
    Ending ending = endings.get(0);
    if (!ending.completes()) {
      LOG.log(
          Level.SEVERE,
          "How a run of task " + ending.taskId() + " ended cannot be written",
          failed);
      return true;
    }
    Failure why =
        new Failure(
            "UnstorableResponse", "The response cannot be stored: " + failed.getMessage(), false);
    return exchange(List.of(Ending.failed(ending.taskId(), ending.token(), why)), Wish.NONE);
  }

  private void start(ClaimedTask task, long claimed) {
    Run run = new Run(task, claimed);
    held.put(task.token(), run);
    slots.put(run, () -> run(run));
  }

  private void account(List<Ending> endings, Exchanged exchanged) {
    tally.claimed(exchanged.claimed().size());
    int lost = 0;
    for (Ending ending : endings) {
      if (exchanged.ended().contains(ending.token())) {
        tally.ended(ending);
      } else {
        lost++;
      }
    }
    refused(lost);
  }

  private void refused(int count) {
    if (count > 0) {
      tally.stale(count);
      LOG.log(Level.INFO, "{0} results refused: the tasks were no longer this node''s", count);
    }
  }
}
