package org.taskyard.upkeep.vitals;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.upkeep.Chore;

/** Looks how database and queue are. Every node does, so that any of them can tell. */
@Stateless
@Local(Chore.class)
public class TakeVitals implements Chore {

  /** So that a count never takes long. */
  static final int MOST_COUNTED = 100_000;

  /** Tables whose rows are rewritten or removed all the time. */
  static final List<String> BUSY =
      List.of("task_live", "queue", "task_count_delta", "serving", "idempotency");

  /** What is over or due goes by the service's clock, a transaction by PostgreSQL's. */
  private static final String VITALS =
      """
      WITH clock AS MATERIALIZED (
        SELECT service_clock() AS now
      ), transaction AS MATERIALIZED (
        SELECT extract(epoch FROM clock_timestamp() - since) AS age,
               CASE WHEN prepared IS NULL
                    THEN format('session %s of %s (%s at %s, %s)', pid, role, application,
                                coalesce(address, 'this machine'), state)
                    ELSE format('transaction %L prepared by %s', prepared, role) END AS holder
        FROM (@OPEN) AS open
        ORDER BY since
        LIMIT 1
      ), slot AS MATERIALIZED (
        SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), restart_lsn) AS bytes,
               greatest(age(xmin), age(catalog_xmin))                   AS transactions,
               format('The replication slot %s (%s)', slot_name,
                      CASE WHEN active THEN 'in use' ELSE 'not in use' END) AS name
        FROM pg_replication_slots
      ), due AS MATERIALIZED (
        SELECT max(now - oldest_due_at) FILTER (WHERE served AND NOT paused)     AS served,
               max(now - oldest_due_at) FILTER (WHERE NOT served AND NOT paused) AS unserved,
               max(now - oldest_due_at) FILTER (WHERE paused)                    AS paused
        FROM handler_roster, clock
      )
      SELECT (SELECT age FROM transaction)    AS transaction_age,
             (SELECT holder FROM transaction WHERE age IS NOT NULL) AS holder,
             (SELECT max(bytes) FROM slot)        AS slot_bytes,
             (SELECT max(transactions) FROM slot) AS slot_transactions,
             (SELECT name FROM slot WHERE bytes IS NOT NULL ORDER BY bytes DESC LIMIT 1) AS slot,
             (SELECT extract(epoch FROM now - min(expires_at))
              FROM queue
              WHERE token IS NOT NULL AND expires_at < now)                         AS overdue_lease,
             extract(epoch FROM due.served)   AS due_served,
             extract(epoch FROM due.unserved) AS due_unserved,
             extract(epoch FROM due.paused)   AS due_paused,
             (SELECT count(*) FROM (SELECT FROM task_count_delta LIMIT ?) AS piece)  AS unfolded,
             (SELECT extract(epoch FROM now - interval '24 hours' - min(created_at))
              FROM idempotency)                                                     AS overdue_answers
      FROM clock, due
      """
          .replace("@OPEN", OpenTransactions.SQL);

  /** Of a table {@code c}: PostgreSQL does not vacuum it by itself. */
  static final String WITHOUT_AUTOVACUUM =
      """
      (NOT (current_setting('autovacuum')::boolean AND current_setting('track_counts')::boolean)
        OR EXISTS (SELECT FROM pg_options_to_table(c.reloptions)
                   WHERE option_name = 'autovacuum_enabled' AND NOT option_value::boolean))""";

  private static final String TABLES =
      """
      SELECT busy.name,
             coalesce(s.n_dead_tup, 0) AS dead,
             %s AS without_autovacuum
      FROM unnest(?::text[]) AS busy (name)
           JOIN pg_class c ON c.oid = busy.name::regclass
           LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
      """
          .formatted(WITHOUT_AUTOVACUUM);

  private static final String FAILED = "Vitals cannot be taken";

  @Inject Sql sql;

  @Inject Watchdog watchdog;

  @Override
  public String name() {
    return "Taking of vitals";
  }

  @Override
  public Duration pauseAfter(int done) {
    return Duration.ofSeconds(15);
  }

  @Override
  public int run() {
    watchdog.saw(take());
    return 0;
  }

  private record Busy(String table, double dead, boolean withoutAutovacuum) {
    static Busy of(ResultSet row) throws SQLException {
      return new Busy(
          row.getString("name"), row.getDouble("dead"), row.getBoolean("without_autovacuum"));
    }
  }

  Vitals take() {
    List<Busy> busy = sql.query(FAILED, TABLES, Busy::of, SqlArray.texts(BUSY));
    return sql.one(FAILED, VITALS, row -> vitals(row, busy), MOST_COUNTED);
  }

  /** What is null is 0 for JDBC; what is not over yet is negative. */
  private static Vitals vitals(ResultSet row, List<Busy> busy) throws SQLException {
    Map<String, Double> dead = new LinkedHashMap<>();
    busy.forEach(table -> dead.put(table.table(), table.dead()));
    return new Vitals(
        row.getDouble("transaction_age"),
        row.getString("holder"),
        row.getDouble("slot_bytes"),
        row.getDouble("slot_transactions"),
        row.getString("slot"),
        row.getDouble("overdue_lease"),
        row.getDouble("due_served"),
        row.getDouble("due_unserved"),
        row.getDouble("due_paused"),
        row.getDouble("unfolded"),
        Math.max(0, row.getDouble("overdue_answers")),
        (int) busy.stream().filter(Busy::withoutAutovacuum).count(),
        dead);
  }
}
