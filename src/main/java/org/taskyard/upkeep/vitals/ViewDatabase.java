package org.taskyard.upkeep.vitals;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.taskyard.database.Migrations;
import org.taskyard.database.Sql;
import org.taskyard.upkeep.vitals.DatabaseView.Connections;
import org.taskyard.upkeep.vitals.DatabaseView.Month;
import org.taskyard.upkeep.vitals.DatabaseView.Schema;
import org.taskyard.upkeep.vitals.DatabaseView.Slot;
import org.taskyard.upkeep.vitals.DatabaseView.Table;
import org.taskyard.upkeep.vitals.DatabaseView.Transaction;

/**
 * Looks how the database is: by PostgreSQL's own views and the sizes of files, so that it costs the
 * same however many tasks there are; in a bounded time.
 */
@Stateless
public class ViewDatabase {

  private static final String FAILED = "How the database is cannot be seen";

  /** The bound of time holds for all of the transaction. */
  private static final String WHOLE =
      """
      SET LOCAL statement_timeout = 2000;
      SELECT service_clock() AS at,
             current_setting('server_version')          AS version,
             pg_database_size(current_database())       AS size,
             current_setting('max_connections')::integer AS max,
             (SELECT version FROM flyway_schema_history
              WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1) AS schema,
             count(*) FILTER (WHERE coalesce(backend_type = 'client backend', datname IS NOT NULL)) AS used,
             count(*) FILTER (WHERE datname = current_database() AND backend_type IS NULL)         AS hidden
      FROM pg_stat_activity
      """;

  private static final String TRANSACTIONS =
      """
      SELECT extract(epoch FROM service_clock() - since) AS age, open.*
      FROM (%s) AS open
      ORDER BY since
      LIMIT 5
      """
          .formatted(OpenTransactions.SQL);

  private static final String SLOTS =
      """
      SELECT slot_name, active, greatest(age(xmin), age(catalog_xmin))::bigint AS transactions,
             pg_wal_lsn_diff(pg_current_wal_insert_lsn(), restart_lsn)::bigint AS bytes
      FROM pg_replication_slots
      ORDER BY bytes DESC NULLS LAST, slot_name
      LIMIT 10
      """;

  /** Also months: whether a table is one says its parent. */
  private static final String TABLES =
      """
      SELECT c.relname AS name,
             CASE WHEN c.reltuples >= 0 THEN c.reltuples::bigint END AS rows,
             s.n_dead_tup                                            AS dead,
             pg_total_relation_size(c.oid)                           AS size,
             greatest(s.last_autovacuum, s.last_vacuum)              AS vacuumed,
             NOT %s                                                  AS autovacuum
      FROM pg_class c
           LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname %s '^task_[0-9]{6}$'
      ORDER BY %s
      LIMIT %d
      """;

  private static final String OTHERS =
      String.format(
          Locale.ROOT, TABLES, TakeVitals.WITHOUT_AUTOVACUUM, "!~", "size DESC, name", 60);

  private static final String MONTHS =
      String.format(Locale.ROOT, TABLES, TakeVitals.WITHOUT_AUTOVACUUM, "~", "name DESC", 240);

  @Inject Sql sql;
  @EJB Migrations migrations;

  /** The database as it is now. */
  public DatabaseView view() {
    return sql.within(FAILED, connection -> view(connection, migrations.version()));
  }

  static DatabaseView view(Connection connection, String expected) throws SQLException {
    Whole whole = Sql.query(connection, WHOLE, Whole::of).get(0);
    DatabaseView seen =
        new DatabaseView(
            whole.at,
            whole.version,
            whole.size,
            new Schema(whole.schema, expected),
            whole.connections,
            Sql.query(connection, TRANSACTIONS, ViewDatabase::transaction),
            Sql.query(connection, SLOTS, ViewDatabase::slot),
            Sql.query(connection, OTHERS, ViewDatabase::table),
            Sql.query(connection, MONTHS, ViewDatabase::month),
            List.of());
    return seen.with(DatabaseProblems.of(seen));
  }

  private record Whole(
      Instant at, String version, long size, String schema, Connections connections) {

    static Whole of(ResultSet row) throws SQLException {
      return new Whole(
          moment(row, "at"),
          row.getString("version"),
          row.getLong("size"),
          row.getString("schema"),
          new Connections(row.getInt("used"), row.getInt("max"), row.getInt("hidden")));
    }
  }

  private static Transaction transaction(ResultSet row) throws SQLException {
    return new Transaction(
        row.getDouble("age"),
        pid(row),
        row.getString("role"),
        row.getString("application"),
        row.getString("address"),
        row.getString("state"),
        row.getString("prepared"));
  }

  private static Slot slot(ResultSet row) throws SQLException {
    return new Slot(
        row.getString("slot_name"),
        row.getBoolean("active"),
        number(row, "bytes"),
        number(row, "transactions"));
  }

  private static Table table(ResultSet row) throws SQLException {
    return new Table(
        row.getString("name"),
        number(row, "rows"),
        number(row, "dead"),
        row.getLong("size"),
        moment(row, "vacuumed"),
        row.getBoolean("autovacuum"));
  }

  private static Month month(ResultSet row) throws SQLException {
    String digits = row.getString("name").substring("task_".length());
    String month = digits.substring(0, 4) + "-" + digits.substring(4);
    return new Month(month, number(row, "rows"), row.getLong("size"));
  }

  private static Integer pid(ResultSet row) throws SQLException {
    int pid = row.getInt("pid");
    return row.wasNull() ? null : pid;
  }

  private static Long number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  private static Instant moment(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
