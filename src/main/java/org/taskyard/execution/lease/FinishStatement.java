package org.taskyard.execution.lease;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;

/**
 * The end of runs, many by one statement: the queue's row first, and only with its token, then the
 * task, and a row of its own for each attempt that did not complete it (V005__attempts.sql). What
 * its holder has lost changes nothing.
 */
final class FinishStatement {

  /**
   * Tasks that are finished leave the queue, here. The handshake {@code taskyard.queue_left}
   * reports that to the trigger of the update, note_changed_tasks() in V006__follow_tasks.sql,
   * which then does not look for them.
   */
  private static final String FINISH =
      Steered.eachTime(
          """
          WITH clock AS MATERIALIZED (
            SELECT service_clock() AS now, set_config('taskyard.queue_left', 'on', true)
          ),
          ending AS MATERIALIZED (
            SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::text[])
                       AS e (task_id, token, progress, progress_message, error, wanted, response)
          ), ended AS (
            DELETE FROM queue q USING ending e
            WHERE q.task_id = ANY (ARRAY[e.task_id]) AND q.token IS NOT DISTINCT FROM e.token
            RETURNING e.task_id, e.token, e.error, e.response, q.handler, q.claimed_at, q.attempt, q.node,
                      coalesce(e.progress, q.progress) AS progress,
                      CASE WHEN e.progress IS NULL THEN q.progress_message ELSE e.progress_message END AS progress_message,
                      CASE WHEN q.cancel_requested AND e.wanted = 'failed' THEN 'cancelled' ELSE e.wanted END AS status
          ), written AS (
            UPDATE task_live t
            SET status           = e.status,
                attempt          = e.attempt,
                node             = e.node,
                started_at       = e.claimed_at,
                finished_at      = now,
                updated_at       = now,
                response         = coalesce(e.response::jsonb, t.response),
                response_text    = CASE WHEN e.response IS NULL THEN t.response_text END,
                error            = CASE WHEN e.status <> 'completed' THEN coalesce(e.error::jsonb, t.error) END,
                progress         = e.progress,
                progress_message = e.progress_message
            FROM ended e CROSS JOIN clock
            WHERE t.task_id = ANY (ARRAY[e.task_id])
          ), kept AS (
            INSERT INTO attempt (task_id, token, number, started_at, ended_at, outcome, node, error)
            SELECT e.task_id, e.token, e.attempt, e.claimed_at, now, e.status, e.node, e.error::jsonb
            FROM ended e CROSS JOIN clock
            WHERE e.status <> 'completed'
          )
          SELECT token, handler, status, (extract(epoch FROM now - claimed_at) * 1000)::bigint FROM ended CROSS JOIN clock
          """);

  /**
   * Tasks that run again stay in the queue, without a lease. Locked before anything is decided, so
   * that a cancel that is asked for at this moment is seen. A task handed back as it was is not
   * written.
   */
  private static final String PUT_BACK =
      Steered.eachTime(
          """
          WITH clock AS MATERIALIZED (SELECT service_clock() AS now),
          held AS MATERIALIZED (
            SELECT e.task_id, e.token, e.error::jsonb, q.handler, q.claimed_at, q.node, q.cancel_requested,
                   e.counted OR q.cancel_requested AS counted,
                   clock.now + e.after_ms * interval '1 millisecond' AS due_at,
                   CASE WHEN e.counted OR q.cancel_requested THEN q.attempt ELSE q.attempt - 1 END AS attempt,
                   coalesce(e.progress, q.progress) AS progress,
                   CASE WHEN e.progress IS NULL THEN q.progress_message ELSE e.progress_message END AS progress_message
            FROM unnest(?::uuid[], ?::uuid[], ?::integer[], ?::text[], ?::text[], ?::bigint[], ?::boolean[])
                   AS e (task_id, token, progress, progress_message, error, after_ms, counted)
                 JOIN queue q ON q.task_id = ANY (ARRAY[e.task_id])
                 CROSS JOIN clock
            WHERE q.token IS NOT DISTINCT FROM e.token
            FOR UPDATE OF q
          ), waiting AS (
            UPDATE queue q
            SET token = NULL, node = NULL, expires_at = NULL, attempt = h.attempt,
                due_at = coalesce(h.due_at, q.due_at), progress = h.progress, progress_message = h.progress_message
            FROM held h
            WHERE q.task_id = ANY (ARRAY[h.task_id]) AND NOT h.cancel_requested
          ), cancelled AS (
            DELETE FROM queue q USING held h
            WHERE q.task_id = ANY (ARRAY[h.task_id]) AND h.cancel_requested
          ), written AS (
            UPDATE task_live t
            SET status           = CASE WHEN h.cancel_requested THEN 'cancelled' ELSE 'pending' END,
                attempt          = h.attempt,
                node             = h.node,
                started_at       = h.claimed_at,
                finished_at      = CASE WHEN h.cancel_requested THEN now END,
                updated_at       = now,
                run_at           = CASE WHEN h.cancel_requested THEN t.run_at ELSE coalesce(h.due_at, t.run_at) END,
                error            = coalesce(h.error, t.error),
                progress         = h.progress,
                progress_message = h.progress_message
            FROM held h CROSS JOIN clock
            WHERE t.task_id = ANY (ARRAY[h.task_id]) AND (h.cancel_requested OR h.due_at IS NOT NULL)
          ), kept AS (
            INSERT INTO attempt (task_id, token, number, started_at, ended_at, outcome, node, error)
            SELECT h.task_id, h.token, h.attempt, h.claimed_at, now,
                   CASE WHEN h.cancel_requested THEN 'cancelled' ELSE 'failed' END, h.node, h.error
            FROM held h CROSS JOIN clock
            WHERE h.counted
          )
          SELECT token, handler, CASE WHEN cancel_requested THEN 'cancelled' ELSE 'pending' END,
                 (extract(epoch FROM now - claimed_at) * 1000)::bigint
          FROM held CROSS JOIN clock
          """);

  private FinishStatement() {}

  /**
   * Ends runs within the connection's transaction.
   *
   * @param seals encrypts what comes of them
   * @return the runs that were ended, by their tokens; the others were no longer their holder's
   */
  static Map<UUID, EndedRun> run(Connection connection, List<Ending> endings, SealRuns seals)
      throws SQLException {
    // all who lock several rows do so in this order
    List<Ending> sorted =
        endings.stream().sorted(Comparator.comparing(e -> e.taskId().toString())).toList();
    Map<UUID, EndedRun> ended = new HashMap<>();
    finish(connection, of(Ending.Final.class, sorted), ended, seals);
    putBack(connection, of(Ending.PutBack.class, sorted), ended, seals);
    return ended;
  }

  private static <T extends Ending> List<T> of(Class<T> kind, List<Ending> endings) {
    return endings.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static void finish(
      Connection connection, List<Ending.Final> endings, Map<UUID, EndedRun> ended, SealRuns seals)
      throws SQLException {
    run(
        connection,
        FINISH,
        endings,
        ended,
        seals,
        SqlArray.of("text", endings, e -> e.status().text()),
        SqlArray.of("text", endings, e -> seals.json(e.taskId(), "response", e.response())));
  }

  private static void putBack(
      Connection connection,
      List<Ending.PutBack> endings,
      Map<UUID, EndedRun> ended,
      SealRuns seals)
      throws SQLException {
    run(
        connection,
        PUT_BACK,
        endings,
        ended,
        seals,
        SqlArray.of("bigint", endings, e -> e.after() == null ? null : e.after().toMillis()),
        SqlArray.of("boolean", endings, Ending.PutBack::counted));
  }

  /** Both statements take what all endings have in common, then two columns of their own. */
  private static <T extends Ending> void run(
      Connection connection,
      String sql,
      List<T> endings,
      Map<UUID, EndedRun> ended,
      SealRuns seals,
      SqlArray sixth,
      SqlArray seventh)
      throws SQLException {
    if (endings.isEmpty()) {
      return;
    }
    Sql.each(
        connection,
        sql,
        row -> ended.put(Sql.uuid(row), EndedRun.of(row)),
        SqlArray.of("uuid", endings, Ending::taskId),
        SqlArray.of("uuid", endings, Ending::token),
        SqlArray.of("integer", endings, e -> e.report().progress()),
        SqlArray.of("text", endings, e -> e.report().progressMessage()),
        SqlArray.of("text", endings, e -> error(e, seals)),
        sixth,
        seventh);
  }

  private static String error(Ending ending, SealRuns seals) {
    return ending.failure() == null
        ? null
        : seals.json(ending.taskId(), "error", ending.failure().json());
  }
}
