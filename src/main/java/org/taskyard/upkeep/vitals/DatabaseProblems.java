package org.taskyard.upkeep.vitals;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.taskyard.upkeep.vitals.DatabaseView.Problem;
import org.taskyard.upkeep.vitals.DatabaseView.Slot;
import org.taskyard.upkeep.vitals.DatabaseView.Table;
import org.taskyard.upkeep.vitals.DatabaseView.Transaction;

/** What of a database is worth a look, by the bounds of docs/operations.md. */
final class DatabaseProblems {

  /** So many sessions of all that there may be are nearly too many. */
  private static final double NEARLY_ALL = 0.9;

  private static final long MANY_TRANSACTIONS = 10_000_000;

  /** So many dead rows of a table are many, if they are also a fifth of it. */
  private static final long MANY_DEAD = 100_000;

  private static final double MUCH_DEAD = 0.2;

  private final DatabaseView database;
  private final List<Problem> found = new ArrayList<>();

  private DatabaseProblems(DatabaseView database) {
    this.database = database;
  }

  /** All that is wrong, the gravest first. */
  static List<Problem> of(DatabaseView database) {
    DatabaseProblems problems = new DatabaseProblems(database);
    problems.schema();
    database.transactions().forEach(problems::transaction);
    database.slots().forEach(problems::slot);
    problems.connections();
    database.tables().forEach(problems::table);
    problems.months();
    problems.hidden();
    return List.copyOf(problems.found);
  }

  private void schema() {
    String version = database.schema().version();
    String expected = database.schema().expected();
    if (!version.equals(expected)) {
      add(
          "schema_differs",
          "The schema is at version %s, and this node expects %s: it runs on beside newer nodes. Update it.",
          version,
          expected);
    }
  }

  private void transaction(Transaction open) {
    if (open.ageSeconds() < Watchdog.LONG_TRANSACTION_SECONDS) {
      return;
    }
    if (open.prepared() != null) {
      add(
          "prepared_transaction",
          "The transaction %s was prepared %d s ago and never ended: vacuum removes nothing since. COMMIT PREPARED or"
              + " ROLLBACK PREPARED it.",
          open.prepared(),
          Math.round(open.ageSeconds()));
    } else {
      add(
          "old_transaction",
          "A transaction of %s has been open for %d s (%s): vacuum removes nothing since. End it, or SELECT"
              + " pg_terminate_backend(%d).",
          open.application() == null || open.application().isEmpty()
              ? open.role()
              : open.application(),
          Math.round(open.ageSeconds()),
          open.state(),
          open.pid());
    }
  }

  private void slot(Slot slot) {
    String use =
        slot.active()
            ? "Its reader does not keep up."
            : "Use it, or drop it: pg_drop_replication_slot.";
    if (slot.walBytes() != null && slot.walBytes() >= Watchdog.MUCH_LOG_BYTES) {
      add(
          "slot_keeps_log",
          "The replication slot %s keeps %d MB of the write-ahead log, which fills the disk. %s",
          slot.name(),
          slot.walBytes() >> 20,
          use);
    } else if (slot.transactions() != null && slot.transactions() > MANY_TRANSACTIONS) {
      add(
          "slot_holds_vacuum",
          "The replication slot %s holds vacuum back by %d transactions. %s",
          slot.name(),
          slot.transactions(),
          use);
    }
  }

  private void connections() {
    int used = database.connections().used();
    int max = database.connections().max();
    if (used >= max * NEARLY_ALL) {
      add(
          "connections_short",
          "%d of %d connections are used: soon others are refused. Raise max_connections, or run fewer nodes.",
          used,
          max);
    }
  }

  /** Tables that are truncated in turn, such as those of events, need no autovacuum. */
  private void table(Table table) {
    if (!table.autovacuum() && TakeVitals.BUSY.contains(table.name())) {
      add(
          "autovacuum_off",
          "Autovacuum is off for %s: it grows, and gets slower. ALTER TABLE %s RESET (autovacuum_enabled), or switch it"
              + " on for the server.",
          table.name(),
          table.name());
    } else if (table.autovacuum()
        && table.deadRows() != null
        && table.deadRows() > MANY_DEAD
        && (table.rows() == null || table.deadRows() > table.rows() * MUCH_DEAD)) {
      add(
          "dead_rows",
          "%s has %d dead rows: vacuum does not keep up. Look for an old transaction first, then VACUUM %s.",
          table.name(),
          table.deadRows(),
          table.name());
    }
  }

  private void months() {
    String next = YearMonth.from(database.at().atZone(ZoneOffset.UTC)).plusMonths(1).toString();
    if (database.months().stream().noneMatch(month -> month.month().equals(next))) {
      add(
          "no_month_ahead",
          "There is no partition for the history of %s yet. Upkeep makes it; the log says why it does not.",
          next);
    }
  }

  private void hidden() {
    if (database.connections().hidden() > 0) {
      add(
          "sessions_hidden",
          "The role of the service may not look into %d sessions: their transactions are not listed. GRANT"
              + " pg_read_all_stats to it.",
          database.connections().hidden());
    }
  }

  private void add(String code, String text, Object... values) {
    found.add(new Problem(code, String.format(Locale.ROOT, text, values)));
  }
}
