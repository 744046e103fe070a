package org.taskyard.upkeep.vitals;

import static java.util.regex.Matcher.quoteReplacement;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

  private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");

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
          "The schema is at version {version}, and this node expects {expected}: it runs on beside newer nodes. Update"
              + " it.",
          values("version", version, "expected", expected));
    }
  }

  private void transaction(Transaction open) {
    if (open.ageSeconds() < Watchdog.LONG_TRANSACTION_SECONDS) {
      return;
    }
    long seconds = Math.round(open.ageSeconds());
    if (open.prepared() != null) {
      add(
          "prepared_transaction",
          "The transaction {name} was prepared {seconds} s ago and never ended: vacuum removes nothing since. COMMIT"
              + " PREPARED or ROLLBACK PREPARED it.",
          values("name", open.prepared(), "seconds", seconds));
    } else {
      boolean nameless = open.application() == null || open.application().isEmpty();
      add(
          "old_transaction",
          "A transaction of {name} has been open for {seconds} s ({state}): vacuum removes nothing since. End it, or"
              + " SELECT pg_terminate_backend({pid}).",
          values(
              "name",
              nameless ? open.role() : open.application(),
              "seconds",
              seconds,
              "state",
              open.state(),
              "pid",
              open.pid()));
    }
  }

  private void slot(Slot slot) {
    String use =
        slot.active()
            ? " Its reader does not keep up."
            : " Use it, or drop it: pg_drop_replication_slot.";
    if (slot.walBytes() != null && slot.walBytes() >= Watchdog.MUCH_LOG_BYTES) {
      add(
          "slot_keeps_log",
          "The replication slot {name} keeps {megabytes} MB of the write-ahead log, which fills the disk."
              + use,
          values("name", slot.name(), "megabytes", slot.walBytes() >> 20, "active", slot.active()));
    } else if (slot.transactions() != null && slot.transactions() > MANY_TRANSACTIONS) {
      add(
          "slot_holds_vacuum",
          "The replication slot {name} holds vacuum back by {transactions} transactions." + use,
          values(
              "name", slot.name(), "transactions", slot.transactions(), "active", slot.active()));
    }
  }

  private void connections() {
    int used = database.connections().used();
    int max = database.connections().max();
    if (used >= max * NEARLY_ALL) {
      add(
          "connections_short",
          "{used} of {max} connections are used: soon others are refused. Raise max_connections, or run fewer nodes.",
          values("used", used, "max", max));
    }
  }

  /** Tables that are truncated in turn, such as those of events, need no autovacuum. */
  private void table(Table table) {
    if (!table.autovacuum() && TakeVitals.BUSY.contains(table.name())) {
      add(
          "autovacuum_off",
          "Autovacuum is off for {name}: it grows, and gets slower. ALTER TABLE {name} RESET (autovacuum_enabled), or"
              + " switch it on for the server.",
          values("name", table.name()));
    } else if (table.autovacuum()
        && table.deadRows() != null
        && table.deadRows() > MANY_DEAD
        && (table.rows() == null || table.deadRows() > table.rows() * MUCH_DEAD)) {
      add(
          "dead_rows",
          "{name} has {dead_rows} dead rows: vacuum does not keep up. Look for an old transaction first, then VACUUM"
              + " {name}.",
          values("name", table.name(), "dead_rows", table.deadRows()));
    }
  }

  private void months() {
    String next = YearMonth.from(database.at().atZone(ZoneOffset.UTC)).plusMonths(1).toString();
    if (database.months().stream().noneMatch(month -> month.month().equals(next))) {
      add(
          "no_month_ahead",
          "There is no partition for the history of {month} yet. Upkeep makes it; the log says why it does not.",
          values("month", next));
    }
  }

  private void hidden() {
    if (database.connections().hidden() > 0) {
      add(
          "sessions_hidden",
          "The role of the service may not look into {hidden} sessions: their transactions are not listed. GRANT"
              + " pg_read_all_stats to it.",
          values("hidden", database.connections().hidden()));
    }
  }

  /** Name, value, name, value. */
  private static Map<String, Object> values(Object... pairs) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return values;
  }

  /**
   * Adds a problem.
   *
   * @param text with the names of values in braces
   */
  private void add(String code, String text, Map<String, Object> values) {
    String filled =
        HOLE.matcher(text)
            .replaceAll(hole -> quoteReplacement(String.valueOf(values.get(hole.group(1)))));
    found.add(new Problem(code, filled, values));
  }
}
