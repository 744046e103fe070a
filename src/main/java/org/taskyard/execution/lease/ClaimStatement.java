package org.taskyard.execution.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The claim: due tasks of the wished handlers, best first, each leased to the holder under a new
 * token.
 */
final class ClaimStatement {

  /**
   * What waits for one handler at one priority, in the order of the index {@code queue_due}; read
   * only as far as rows are wanted. Tasks of handlers that are paused or unknown to the cluster are
   * not looked at.
   */
  private static final String DUE_OF_ONE_HANDLER =
      """
          (SELECT ctid AS place, due_at, task_id
           FROM queue
           WHERE handler = ? AND priority = level.priority AND token IS NULL AND due_at <= (SELECT now FROM clock)
             AND (SELECT NOT paused FROM handler WHERE name = ?)
           ORDER BY due_at, task_id)
      """;

  /**
   * Candidates are merged from the handlers, priority by priority, and locked one by one as they
   * come: what another claim has locked is passed over, what has changed meanwhile is checked again
   * by the condition beside the lock. The clock is asked once, so that it can bound the index scan.
   * The wide row is read, never locked.
   */
  private static final String CLAIM =
      """
      WITH clock AS MATERIALIZED (SELECT service_clock() AS now),
      candidate AS MATERIALIZED (
        SELECT locked.*
        FROM generate_series(9, 0, -1) AS level (priority),
             LATERAL (SELECT * FROM (
      %s
               ) AS due_of_all ORDER BY due_at, task_id) AS next,
             LATERAL (
               SELECT q.task_id, q.handler
               FROM queue q
               WHERE q.ctid = next.place AND q.token IS NULL AND q.due_at <= (SELECT now FROM clock)
               FOR UPDATE OF q SKIP LOCKED) AS locked
        LIMIT ?
      ), leased AS (
        UPDATE queue q
        SET token = gen_random_uuid(), node = ?, attempt = q.attempt + 1, claimed_at = now, updated_at = now,
            expires_at = now + make_interval(secs => coalesce(?, h.lease_seconds))
        FROM candidate c JOIN handler h ON h.name = c.handler CROSS JOIN clock
        WHERE q.task_id = c.task_id
        RETURNING q.task_id, q.token, q.handler, q.attempt, q.checkpoint, q.priority, q.due_at,
                  extract(epoch FROM q.expires_at - q.claimed_at)::integer AS lease_seconds,
                  h.timeout_seconds, h.backoff_first_ms, h.backoff_cap_ms
      )
      SELECT l.task_id, l.token, l.handler, l.attempt, t.max_attempts, t.user_id, t.entity_id, t.request::text,
             l.checkpoint::text, l.lease_seconds, l.timeout_seconds, l.backoff_first_ms, l.backoff_cap_ms
      FROM leased l JOIN task_live t ON t.task_id = l.task_id
      ORDER BY l.priority DESC, l.due_at, l.task_id
      """;

  private static final Map<Integer, String> FOR_HANDLERS = new ConcurrentHashMap<>();

  private ClaimStatement() {}

  /**
   * Claims within the connection's transaction.
   *
   * @return the tasks claimed, by priority, then by the time they were due, then by id
   */
  static List<ClaimedTask> run(Connection connection, Wish wish) throws SQLException {
    String sql = FOR_HANDLERS.computeIfAbsent(wish.handlers().size(), ClaimStatement::forHandlers);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int place = 0;
      for (String handler : wish.handlers()) {
        statement.setString(++place, handler);
        statement.setString(++place, handler);
      }
      statement.setInt(++place, wish.most());
      statement.setString(++place, wish.holder());
      statement.setObject(++place, wish.leaseSeconds(), Types.INTEGER);
      try (ResultSet rows = Steered.query(statement)) {
        List<ClaimedTask> claimed = new ArrayList<>();
        while (rows.next()) {
          claimed.add(read(rows));
        }
        return claimed;
      }
    }
  }

  private static String forHandlers(int count) {
    String branches =
        String.join("    UNION ALL\n", Collections.nCopies(count, DUE_OF_ONE_HANDLER));
    return Steered.sql(CLAIM.formatted(branches));
  }

  private static ClaimedTask read(ResultSet row) throws SQLException {
    return new ClaimedTask(
        row.getObject("task_id", UUID.class),
        row.getObject("token", UUID.class),
        row.getString("handler"),
        row.getInt("attempt"),
        row.getInt("max_attempts"),
        row.getString("user_id"),
        row.getString("entity_id"),
        row.getString("request"),
        row.getString("checkpoint"),
        row.getInt("lease_seconds"),
        row.getInt("timeout_seconds"),
        new RetryPolicy(
            Duration.ofMillis(row.getLong("backoff_first_ms")),
            Duration.ofMillis(row.getLong("backoff_cap_ms"))));
  }
}
