package org.taskyard.execution.node;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.ExchangeTasks.Exchanged;
import org.taskyard.execution.lease.Wish;
import org.taskyard.settings.Settings;

/**
 * The runs that this node holds, in slots or in store for them, and how many more it has room for.
 */
final class Runs {

  private final List<String> handlers;
  private final String node;
  private final Function<Run, Ending> runTask;
  private final Results results;
  private final Tally tally;
  private final Slots slots;
  private final Prefetch prefetch;
  private final Map<UUID, Run> held = new ConcurrentHashMap<>();

  /** Hints that there may be due tasks, and how many there were when a claim last found too few. */
  private final AtomicLong hints = new AtomicLong();

  private final AtomicLong exhausted = new AtomicLong();
  private volatile boolean open;
  private volatile boolean drained;

  /**
   * @param handlers whose tasks are taken
   * @param runTask runs a task; null if how it ended is nobody's business any more
   */
  Runs(
      Settings settings,
      Slots slots,
      List<String> handlers,
      String node,
      Function<Run, Ending> runTask,
      Results results,
      Tally tally) {
    this.handlers = handlers;
    this.node = node;
    this.runTask = runTask;
    this.results = results;
    this.tally = tally;
    this.slots = slots;
    prefetch = new Prefetch(settings.workerSlots(), settings.workerPrefetch());
    open = settings.workerSlots() > 0;
  }

  /** There may be due tasks. */
  void hint() {
    hints.incrementAndGet();
  }

  /** The handlers whose tasks this node takes; none once it stops, and while it is drained. */
  List<String> serves() {
    return takes() ? handlers : List.of();
  }

  /** Whether it is not known already that there are more due tasks than there is room for. */
  boolean awaitsTasks() {
    return takes() && hints.get() <= exhausted.get();
  }

  /** Whether the next task can run at once. */
  boolean hasFreeSlot() {
    return takes() && !slots.full();
  }

  Collection<Run> held() {
    return held.values();
  }

  /** Runs in slots. */
  int running() {
    return slots.running();
  }

  /**
   * What to ask for.
   *
   * @param hint the last one that the wish has seen
   */
  record Order(Wish wish, long hint) {

    static final Order NONE = new Order(Wish.NONE, 0);

    boolean isNone() {
      return wish.most() == 0;
    }
  }

  /** What to ask for now; room for it is reserved until it {@link #take came} or not. */
  Order order() {
    long seen = hints.get();
    int room = takes() && seen > exhausted.get() ? slots.reserve(prefetch.size()) : 0;
    return new Order(room == 0 ? Wish.NONE : new Wish(handlers, room, node, null), seen);
  }

  /** Nothing came of it. */
  void giveBack(Order order) {
    slots.release(order.wish.most());
  }

  /**
   * Starts what came.
   *
   * @param sent when it was asked for
   */
  void take(Order order, Exchanged exchanged, long sent) {
    tally.claimed(exchanged.claimed().size());
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
    prefetch.claimed(task.input().request());
    Run run = new Run(task, claimed);
    held.put(task.token(), run);
    slots.put(run, () -> run(run));
  }

  private void run(Run run) {
    long now = System.nanoTime();
    long inStore = run.waited(now);
    if (!run.enter(now)) {
      return;
    }
    tally.begins(run.task(), inStore);
    Ending ending = null;
    try {
      ending = runTask.apply(run);
    } finally {
      run.leave();
      long took = run.took(System.nanoTime());
      prefetch.ran(took);
      tally.ran(run.task().handler(), took);
      if (run.end()) {
        finish(run, ending);
      } else {
        held.remove(run.task().token());
        if (ending != null) {
          tally.refused(1);
        }
      }
    }
  }

  private void finish(Run run, Ending ending) {
    held.remove(run.task().token());
    if (ending == null) {
      tally.refused(1);
    } else {
      results.add(ending);
    }
  }

  /** Runs that wait for a slot. */
  int prefetched() {
    return slots.waiting();
  }

  /** A run has taken that long by now; judged like one that has ended. */
  void stillRuns(long nanos) {
    prefetch.ran(nanos);
  }

  /** Ends a run on behalf of its thread, which may still be busy with it. */
  void giveUp(Run run, Ending ending) {
    slots.withdraw(run);
    if (run.end()) {
      finish(run, ending);
    }
  }

  /** Whether to take no further task until told otherwise. */
  void drain(boolean drain) {
    drained = drain;
  }

  private boolean takes() {
    return open && !drained;
  }

  /** Takes no further task from now on. */
  void close() {
    open = false;
    slots.close();
  }
}
