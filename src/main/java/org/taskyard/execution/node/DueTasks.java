package org.taskyard.execution.node;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.taskyard.execution.lease.FindDue;
import org.taskyard.task.TasksSubmitted;
import org.taskyard.ticks.Signal;

/**
 * Asks for all who await tasks on this node which handlers have due ones: one statement, however
 * many wait. What it finds goes out as a hint, as after a create.
 */
@ApplicationScoped
public class DueTasks {

  /** Before other observers, so that nobody who asks after a hint still finds the handler idle. */
  private static final int FIRST = 1;

  private static final long LATELY = TimeUnit.SECONDS.toNanos(2);

  @EJB FindDue findDue;
  @Inject @Any Instance<AwaitsTasks> waiting;
  @Inject Event<TasksSubmitted> submitted;

  private final AtomicLong hints = new AtomicLong();
  private volatile Idle idle = new Idle(Set.of(), -1, 0);
  private Signal look;

  /**
   * Handlers without due tasks.
   *
   * @param hint the last one before they were looked at
   */
  private record Idle(Set<String> handlers, long hint, long at) {}

  void open(ThreadFactory threads) {
    look = new Signal("look for due tasks", threads, this::lookNow);
  }

  /** Looks soon, in a thread of its own. */
  void look() {
    look.raise();
  }

  void lookNow() {
    long hint = hints.get();
    Set<String> wanted = new HashSet<>();
    waiting.forEach(one -> wanted.addAll(one.awaited()));
    long now = System.nanoTime();
    Set<String> due = wanted.isEmpty() ? Set.of() : findDue.among(wanted);
    wanted.removeAll(due);
    idle = new Idle(wanted, hint, now);
    if (!due.isEmpty()) {
      submitted.fire(new TasksSubmitted(due, true));
    }
  }

  void submitted(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) @Priority(FIRST) TasksSubmitted hint) {
    hints.incrementAndGet();
    if (hint.handlers().isEmpty() && look != null) {
      look.raise();
    }
  }

  /** The number of the last hint that there may be due tasks. */
  public long lastHint() {
    return hints.get();
  }

  /** Whether the last look, a moment ago, has found nothing for these, and no hint came since. */
  public boolean hasNone(Collection<String> handlers) {
    Idle known = idle;
    return known.hint == hints.get()
        && System.nanoTime() - known.at < LATELY
        && known.handlers.containsAll(handlers);
  }

  @PreDestroy
  void close() {
    if (look != null) {
      look.close();
    }
  }
}
