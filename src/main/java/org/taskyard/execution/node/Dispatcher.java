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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.ExchangeTasks;
import org.taskyard.execution.lease.ExchangeTasks.Exchanged;
import org.taskyard.execution.lease.Wish;
import org.taskyard.platform.Settings;
import org.taskyard.task.TasksSubmitted;
import org.taskyard.task.waiting.TasksEnded;

/**
 * Brings due tasks into the slots of this node, and the results of their runs to the database, by
 * two {@link Lane lanes}: the second one helps when there is much to do.
 */
@ApplicationScoped
public class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

  @EJB private ExchangeTasks tasks;
  @Inject private Handlers handlers;
  @Inject private RunTask runTask;
  @Inject private Tally tally;
  @Inject private Settings settings;
  @Inject private NodeName node;
  @Inject private Event<TasksEnded> ended;

  private final Map<UUID, Run> held = new ConcurrentHashMap<>();
  private final Results results = new Results();

  /** Hints that there may be due tasks, and how many there were when a claim last found too few. */
  private final AtomicLong hints = new AtomicLong();

  private final AtomicLong exhausted = new AtomicLong();

  private volatile boolean open;
  private Slots slots;
  private Prefetch prefetch;
  private Lane first;
  private Lane second;

  /** Starts to claim. */
  void open(ThreadFactory threads) {
    slots = new Slots(Math.max(1, settings.workerSlots()), threads, this::slotIsFree);
    prefetch = new Prefetch(settings.workerSlots(), settings.workerPrefetch());
    first = new Lane("exchange", threads, tasks, this, results);
    second = new Lane("second exchange", threads, tasks, this, results);
    open = settings.workerSlots() > 0;
    wake();
  }

  /** There may be due tasks. Cheap, and any number of calls is as good as one. */
  public void wake() {
    hints.incrementAndGet();
    if (open) {
      first.raise();
    }
  }

  void submitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) TasksSubmitted hint) {
    if (hint.handlers().isEmpty() || !Collections.disjoint(hint.handlers(), handlers.names())) {
      wake();
    }
  }

  private void slotIsFree() {
    first.raise();
    if (results.size() >= Lane.BATCH) {
      second.raise();
    }
  }

  /** The handlers whose tasks this node takes; none once it stops. */
  public List<String> serves() {
    return open ? handlers.names() : List.of();
  }

  /** Whether this node has free slots, and serves those handlers. */
  boolean takesAtOnce(Collection<String> wanted) {
    return open && !slots.full() && handlers.names().containsAll(wanted);
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
    prefetch.ran(nanos);
  }

  /** Ends a run on behalf of its thread, which may still be busy with it. */
  void giveUp(Run run, Ending ending) {
    slots.withdraw(run);
    if (run.end()) {
      finish(run, ending);
    }
    first.raise();
  }

  /** Takes no further task from now on. */
  void close() {
    open = false;
    slots.close();
  }

  /** Writes the results that are there, in the thread of the caller; then none is under way. */
  void flush() {
    first.exchangeAll();
    second.exchangeAll();
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
      prefetch.ran(run.took(System.nanoTime()));
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

  /** What a lane is to ask for now, and room for it in the slots until it tells what came of it. */
  Order order() {
    long seen = hints.get();
    int room = open && seen > exhausted.get() ? slots.reserve(prefetch.size()) : 0;
    Wish wish = room == 0 ? Wish.NONE : new Wish(handlers.names(), room, node.name(), null);
    return new Order(wish, seen);
  }

  /**
   * @param hint the last hint that the wish has seen
   */
  record Order(Wish wish, long hint) {

    static final Order NONE = new Order(Wish.NONE, 0);

    boolean isNone() {
      return wish.most() == 0;
    }
  }

  /** Nothing came of it. */
  void failed(Order order) {
    slots.release(order.wish.most());
  }

  /**
   * Takes in what a lane has exchanged.
   *
   * @param sent when the exchange began
   */
  void exchanged(List<Ending> endings, Order order, Exchanged exchanged, long sent) {
    account(endings, exchanged);
    exchanged.claimed().forEach(task -> start(task, sent));
    int missing = order.wish.most() - exchanged.claimed().size();
    if (missing > 0) {
      slots.release(missing);
    }
    if (missing > 0 && !exchanged.more()) {
      exhausted.accumulateAndGet(order.hint, Math::max);
    }
  }

  private void start(ClaimedTask task, long claimed) {
    prefetch.claimed(task.request());
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
    if (!endings.isEmpty()) {
      ended.fire(new TasksEnded(endings.stream().map(Ending::taskId).toList()));
    }
  }

  private void refused(int count) {
    if (count > 0) {
      tally.stale(count);
      LOG.log(Level.INFO, "{0} results refused: the tasks were no longer this node''s", count);
    }
  }
}
