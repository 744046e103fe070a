package org.taskyard.upkeep.vitals;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Tells {@code /metrics} what was seen last, and warns in the log of what a figure does not tell:
 * who holds a transaction open.
 */
@ApplicationScoped
public class Watchdog {

  /** As long as that, vacuum can remove nothing that was removed since. */
  static final double LONG_TRANSACTION_SECONDS = 300;

  private static final Logger LOG = Logger.getLogger(Watchdog.class.getName());

  @Inject private MetricRegistry metrics;

  private volatile Vitals last;
  private volatile long lastAt = System.nanoTime();
  private String toldHolder;
  private boolean toldVacuum;

  @PostConstruct
  void register() {
    tell("oldest_transaction_seconds", "Age of the oldest open one", Vitals::oldestTransaction);
    tell("oldest_overdue_lease_seconds", "Since a lease was to be rescued", Vitals::overdueLease);
    String due = "oldest_due_task_seconds";
    String wait = "How long the task waits that has been due for longest";
    tell(due, wait, Vitals::dueServed, new Tag("handlers", "served"));
    tell(due, wait, Vitals::dueUnserved, new Tag("handlers", "unserved"));
    tell(due, wait, Vitals::duePaused, new Tag("handlers", "paused"));
    tell("unfolded_counts", "Changes of totals that are not folded yet", Vitals::unfolded);
    tell("overdue_answers_seconds", "Since a first answer was to go", Vitals::overdueAnswers);
    tell("tables_without_autovacuum", "Busy ones", Vitals::withoutAutovacuum);
    for (String table : TakeVitals.BUSY) {
      tell("dead_rows", "Not vacuumed yet", v -> v.deadRows().get(table), new Tag("table", table));
    }
    metrics.gauge(
        described("vitals_age_seconds", "Since these were taken"),
        () -> TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - lastAt));
  }

  private void tell(String name, String what, ToDoubleFunction<Vitals> value, Tag... tags) {
    metrics.gauge(
        described(name, what),
        () -> {
          Vitals seen = last;
          return seen == null ? Double.NaN : value.applyAsDouble(seen);
        },
        tags);
  }

  private static Metadata described(String name, String what) {
    return Metadata.builder().withName("taskyard_" + name).withDescription(what).build();
  }

  /** Takes over what was seen just now. */
  synchronized void saw(Vitals seen) {
    last = seen;
    lastAt = System.nanoTime();
    boolean isLong = seen.oldestTransaction() >= LONG_TRANSACTION_SECONDS;
    if (isLong && !seen.holder().equals(toldHolder)) {
      LOG.log(
          Level.WARNING,
          "A transaction has been open for {0} s, and keeps vacuum from its work: {1}",
          new Object[] {Math.round(seen.oldestTransaction()), seen.holder()});
    }
    toldHolder = isLong ? seen.holder() : null;
    boolean isOff = seen.withoutAutovacuum() > 0;
    if (isOff && !toldVacuum) {
      LOG.warning("Autovacuum is switched off; searches and claims will become ever slower");
    }
    toldVacuum = isOff;
  }
}
