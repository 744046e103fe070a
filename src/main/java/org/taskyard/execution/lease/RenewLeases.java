package org.taskyard.execution.lease;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.database.StatementFailed;
import org.taskyard.secrecy.Sealing;

/** The heartbeat of a holder: all its leases in one statement, with the progress of its runs. */
@Stateless
public class RenewLeases {

  /**
   * A run that is held.
   *
   * @param leaseSeconds how long the lease is to last from now, null: as long as was granted last
   * @param atOnce false to write the lease only when a third of it is over
   */
  public record Held(RunReport report, Integer leaseSeconds, boolean atOnce) {}

  /**
   * A lease that is kept.
   *
   * @param lasts how long from the moment the heartbeat was sent, at least
   */
  public record Kept(boolean cancelRequested, Duration lasts) {}

  /**
   * Only columns without index are written, so that the row is rewritten in place; and who beats
   * often does without as long as a third of the lease is not over and there is no progress. Rows
   * that are locked at the moment are being ended or taken: nobody waits for them, and no two
   * statements can wait for each other.
   */
  private static final String RENEW =
      Steered.once(
          """
          WITH clock AS MATERIALIZED (SELECT service_clock() AS now),
          held AS MATERIALIZED (
            SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::integer[], ?::boolean[], ?::integer[], ?::text[])
                       AS h (task_id, token, lease_seconds, at_once, progress, progress_message)
          ), due AS MATERIALIZED (
            SELECT h.task_id, h.token, h.progress, h.progress_message, %s AS lease_seconds
            FROM held h JOIN queue q ON q.task_id = ANY (ARRAY[h.task_id]) CROSS JOIN clock
            WHERE q.token IS NOT DISTINCT FROM h.token
              AND (h.at_once OR h.progress IS NOT NULL
                   OR q.expires_at < now + make_interval(secs => %s * 2 / 3.0))
            FOR NO KEY UPDATE OF q SKIP LOCKED
          ), renewed AS (
            UPDATE queue q
            SET expires_at       = now + make_interval(secs => d.lease_seconds),
                lease_seconds    = d.lease_seconds,
                updated_at       = CASE WHEN d.progress IS NULL THEN q.updated_at ELSE now END,
                progress_message = CASE WHEN d.progress IS NULL THEN q.progress_message ELSE d.progress_message END,
                progress         = coalesce(d.progress, q.progress)
            FROM due d CROSS JOIN clock
            WHERE q.task_id = ANY (ARRAY[d.task_id]) AND q.token IS NOT DISTINCT FROM d.token
            RETURNING q.task_id, q.token, q.cancel_requested, d.lease_seconds
          )
          SELECT token, cancel_requested, lease_seconds FROM renewed
          UNION ALL
          SELECT q.token, q.cancel_requested, greatest(0, extract(epoch FROM q.expires_at - now)) AS lease_seconds
          FROM held h JOIN queue q ON q.task_id = ANY (ARRAY[h.task_id]) CROSS JOIN clock
          WHERE q.token IS NOT DISTINCT FROM h.token AND (h.task_id NOT IN (SELECT task_id FROM renewed)) IS TRUE
          """
              .formatted(LeaseLength.of("h.lease_seconds"), LeaseLength.of("h.lease_seconds")));

  @Inject Sql sql;
  @Inject Sealing sealing;

  /**
   * Renews what is due, and keeps what was said.
   *
   * @return the runs that are still their holder's, by token
   * @throws StatementFailed if nothing was changed
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Map<UUID, Kept> renew(List<Held> runs) {
    return sql.within(
        "Leases cannot be renewed",
        connection -> {
          Map<UUID, Kept> ours = renew(connection, runs);
          LogStatement.run(
              connection,
              runs.stream().map(Held::report),
              ours.keySet(),
              SealRuns.of(connection, sealing, said(runs)));
          return ours;
        });
  }

  private static List<UUID> said(List<Held> runs) {
    return runs.stream()
        .map(Held::report)
        .filter(report -> !report.log().isEmpty())
        .map(RunReport::taskId)
        .toList();
  }

  private static Map<UUID, Kept> renew(Connection connection, List<Held> runs) throws SQLException {
    Map<UUID, Kept> ours = new HashMap<>();
    Sql.each(
        connection,
        RENEW,
        row -> {
          Duration lasts = Duration.ofMillis((long) (row.getDouble(3) * 1_000));
          ours.put(Sql.uuid(row), new Kept(row.getBoolean(2), lasts));
        },
        SqlArray.of("uuid", runs, run -> run.report.taskId()),
        SqlArray.of("uuid", runs, run -> run.report.token()),
        SqlArray.of("integer", runs, Held::leaseSeconds),
        SqlArray.of("boolean", runs, Held::atOnce),
        SqlArray.of("integer", runs, run -> run.report.progress()),
        SqlArray.of("text", runs, run -> run.report.progressMessage()));
    return ours;
  }
}
