package org.taskyard.upkeep.vitals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.observe.Metrics;

/**
 * Tells {@code /metrics} what was seen last, and warns in the log of what a figure does not tell:
 * who holds a transaction open, which replication slot is in the way.
 */
@ApplicationScoped
public class Watchdog {

  /** As long as that, vacuum can remove nothing that was removed since. */
  static final double LONG_TRANSACTION_SECONDS = 300;

  /** A slot that keeps that much of the log will fill the disk. */
  static final double MUCH_LOG_BYTES = 1L << 30;

  private static final Logger LOG = Logger.getLogger(Watchdog.class.getName());

  @Inject Metrics metrics;

  private volatile Vitals last;
  private volatile long lastAt = System.nanoTime();
  private String toldHolder;
  private boolean toldVacuum;
  private boolean toldSlot;

  void announce(@Observes @Initialized(ApplicationScoped.class) Object start) {
    tell(
        "oldest_transaction_seconds",
        "Age of the oldest open transaction, prepared ones included",
        Vitals::oldestTransaction);
    tell("slot_wal_bytes", "Most that a replication slot keeps of the log", Vitals::slotBytes);
    tell(
        "slot_xmin_transactions",
        "Transactions since the oldest that a replication slot holds vacuum back to",
        Vitals::slotTransactions);
    tell("oldest_overdue_lease_seconds", "Since a lease was to be rescued", Vitals::overdueLease);
    String due = "oldest_due_task_seconds";
    String wait = "How long the task waits that has been due for longest";
    tell(due, wait, Vitals::dueServed, "handlers", "served");
    tell(due, wait, Vitals::dueUnserved, "handlers", "unserved");
    tell(due, wait, Vitals::duePaused, "handlers", "paused");
    tell("unfolded_counts", "Changes of totals that are not folded yet", Vitals::unfolded);
    tell("overdue_answers_seconds", "Since a first answer was to go", Vitals::overdueAnswers);
    tell("tables_without_autovacuum", "Busy tables that are not", Vitals::withoutAutovacuum);
    for (String table : TakeVitals.BUSY) {
      tell("dead_rows", "Not vacuumed yet", v -> v.deadRows().get(table), "table", table);
    }
    metrics.gauge(
        "taskyard_vitals_age_seconds",
        "Since these were taken",
        () -> TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - lastAt));
  }

  private void tell(String name, String what, ToDoubleFunction<Vitals> value, String... labels) {
    metrics.gauge(
        "taskyard_" + name,
        what,
        () -> {
          Vitals seen = last;
          return seen == null ? Double.NaN : value.applyAsDouble(seen);
        },
        labels);
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
    boolean isMuch = seen.slotBytes() >= MUCH_LOG_BYTES;
    if (isMuch && !toldSlot) {
      LOG.log(
          Level.WARNING,
          "{0} keeps {1} MB of the write-ahead log, which fills the disk",
          new Object[] {seen.slot(), Math.round(seen.slotBytes() / (1L << 20))});
    }
    toldSlot = isMuch;
  }
}
