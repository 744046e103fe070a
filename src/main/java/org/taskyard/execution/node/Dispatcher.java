package org.taskyard.execution.node;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.ExchangeTasks;
import org.taskyard.settings.Settings;
import org.taskyard.task.TasksSubmitted;
import org.taskyard.task.waiting.TasksEnded;

/**
 * Brings due tasks into the slots of this node, and the results of their {@link Runs runs} to the
 * database, by two {@link Lane lanes}: the second one helps when there is much to do.
 */
@ApplicationScoped
public class Dispatcher implements AwaitsTasks {

  @EJB private ExchangeTasks tasks;
  @Inject private Handlers handlers;
  @Inject private RunTask runTask;
  @Inject private Tally tally;
  @Inject private Settings settings;
  @Inject private NodeName node;
  @Inject private Event<TasksEnded> ended;

  private final Results results = new Results();
  private volatile Runs runs;
  private volatile boolean drained;
  private Lane first;
  private Lane second;

  /** Starts to claim. */
  void open(ThreadFactory threads) {
    Slots slots = new Slots(Math.max(1, settings.workerSlots()), threads, this::slotIsFree);
    Runs opened =
        new Runs(settings, slots, handlers.names(), node.name(), runTask::run, results, tally);
    first = new Lane("exchange", threads, tasks, opened, results, this::written);
    second = new Lane("second exchange", threads, tasks, opened, results, this::written);
    opened.drain(drained);
    runs = opened;
    hint();
  }

  /** Takes no new tasks until told to {@link #resume}; those that run go on. */
  public void drain() {
    drain(true);
  }

  /** Takes tasks again. */
  public void resume() {
    drain(false);
    if (runs != null) {
      hint();
    }
  }

  private void drain(boolean drain) {
    drained = drain;
    if (runs != null) {
      runs.drain(drain);
    }
  }

  /** Whether this node was told to take no new tasks. */
  public boolean isDrained() {
    return drained;
  }

  private void hint() {
    runs.hint();
    first.raise();
  }

  /** Writes results that could not be written before. */
  void tick() {
    first.raise();
  }

  void submitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) TasksSubmitted hint) {
    if (!Collections.disjoint(hint.handlers(), serves())) {
      hint();
    }
  }

  private void slotIsFree() {
    first.raise();
    if (results.size() >= Lane.BATCH) {
      second.raise();
    }
  }

  private void written(List<Ending> endings, ExchangeTasks.Exchanged exchanged) {
    tally.ended(endings, exchanged.ended());
    if (!endings.isEmpty()) {
      ended.fire(new TasksEnded(endings.stream().map(Ending::taskId).toList()));
    }
  }

  /**
   * The handlers whose tasks this node takes; none before it has started, while it is drained and
   * once it stops.
   */
  public List<String> serves() {
    Runs opened = runs;
    return opened == null ? List.of() : opened.serves();
  }

  @Override
  public Collection<String> awaited() {
    return runs.awaitsTasks() ? serves() : List.of();
  }

  /** Whether this node has free slots, and serves those handlers. */
  boolean takesAtOnce(Collection<String> wanted) {
    return runs.hasFreeSlot() && handlers.names().containsAll(wanted);
  }

  /** The runs that this node holds. */
  Collection<Run> held() {
    return runs.held();
  }

  /** Tasks in slots; none before it has started. */
  public int running() {
    return runs == null ? 0 : runs.running();
  }

  /** Tasks that were claimed and wait for a slot. */
  public int prefetched() {
    return runs == null ? 0 : runs.prefetched();
  }

  /** A run has taken that long by now; judged like one that has ended. */
  void stillRuns(long nanos) {
    runs.stillRuns(nanos);
  }

  /** Ends a run on behalf of its thread, which may still be busy with it. */
  void giveUp(Run run, Ending ending) {
    runs.giveUp(run, ending);
    first.raise();
  }

  /** Takes no further task from now on. */
  void close() {
    runs.close();
  }

  /** Writes the results that are there, in the thread of the caller; then none is under way. */
  void flush() {
    first.exchangeAll();
    second.exchangeAll();
  }

  /** Ends its threads, after the last result has been written. */
  void end() {
    first.close();
    second.close();
  }
}
