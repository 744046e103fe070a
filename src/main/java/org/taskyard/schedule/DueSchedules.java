package org.taskyard.schedule;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.access.quota.QuotaExceeded;
import org.taskyard.database.Outage;
import org.taskyard.ticks.EachSecond;
import org.taskyard.ticks.Signal;

/**
 * Looks on this node for schedules that are due, and has them fire, a few in one transaction.
 * Between two looks it knows how long nothing is due, so that an idle node asks once in five
 * seconds: often enough to notice what other nodes have changed.
 */
@ApplicationScoped
public class DueSchedules implements EachSecond {

  private static final Logger LOG = Logger.getLogger(DueSchedules.class.getName());
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** Schedules that share a commit: each may make more than a hundred tasks. */
  static final int TOGETHER = 25;

  @EJB FireSchedule fireSchedule;
  @Resource ManagedThreadFactory threads;
  private Signal signal;

  /** By the clock of this JVM, which decides when to look, never what is due. */
  private volatile long lookAt = System.nanoTime();

  /** A schedule has changed on this node: it may be due sooner than was known. */
  void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) SchedulesChanged hint) {
    lookAt = System.nanoTime();
  }

  /** Whether it is time to look. */
  boolean time() {
    return System.nanoTime() - lookAt >= 0;
  }

  @PostConstruct
  void open() {
    signal = new Signal("schedules", threads, this::look);
  }

  /** Has the schedules fire that are due, in a thread of their own. */
  @Override
  public void tick() {
    if (time()) {
      signal.raise();
    }
  }

  @PreDestroy
  void close() {
    signal.close();
  }

  /** Fires what is due. One that cannot does not keep the others from it. */
  void look() {
    lookAt = System.nanoTime() + LONGEST.toNanos();
    List<UUID> due = new ArrayList<>();
    for (FireSchedule.Waiting next : fireSchedule.waiting()) {
      if (next.dueIn().compareTo(Duration.ZERO) > 0) {
        lookAt = Math.min(lookAt, System.nanoTime() + next.dueIn().toNanos());
        break;
      }
      due.add(next.scheduleId());
    }
    boolean fired = false;
    for (int from = 0; from < due.size(); from += TOGETHER) {
      fired |= fire(due.subList(from, Math.min(due.size(), from + TOGETHER)));
    }
    if (fired) {
      // what has fired may be due again before all the others
      lookAt = System.nanoTime();
    }
  }

  private boolean fire(List<UUID> ids) {
    try {
      int made = fireSchedule.fire(ids);
      LOG.log(Level.FINE, "Schedules {0}: {1} tasks", new Object[] {ids, made});
      return true;
    } catch (RuntimeException failed) {
      if (ids.size() > 1) {
        return fireApart(ids);
      }
      if (failed instanceof QuotaExceeded) {
        LOG.log(Level.INFO, "Schedule {0} waits: {1}", new Object[] {ids, failed.getMessage()});
      } else if (!Outage.explains(failed)) {
        LOG.log(Level.WARNING, failed, () -> "Schedule " + ids + " cannot fire and is tried again");
      }
      return false;
    }
  }

  private boolean fireApart(List<UUID> ids) {
    boolean fired = false;
    for (UUID id : ids) {
      fired |= fire(List.of(id));
    }
    return fired;
  }
}
