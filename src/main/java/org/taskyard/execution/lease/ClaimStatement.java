package org.taskyard.execution.lease;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;

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
           WHERE handler = ? AND priority = level.priority AND %s AND %s%%s
             AND %s
           ORDER BY %s)
      """
          .formatted(
              ClaimRules.waits("queue"),
              ClaimRules.isDue("queue"),
              ClaimRules.goesOn("?"),
              ClaimRules.ORDER);

  /**
   * Candidates are merged from the handlers, priority by priority, and locked one by one as they
   * come: what another claim has locked is passed over, what has changed meanwhile is checked again
   * by the condition beside the lock. The clock is asked once, so that it can bound the index scan.
   */
  private static final String CLAIM =
      """
      WITH clock AS MATERIALIZED (SELECT service_clock() AS now),
      candidate AS MATERIALIZED (
        SELECT locked.*
        FROM generate_series(9, 0, -1) AS level (priority),
             LATERAL (SELECT * FROM (
      %1$s
               ) AS due_of_all ORDER BY %2$s) AS next,
             LATERAL (
               SELECT q.ctid AS place, q.handler
               FROM queue q
               WHERE q.ctid = next.place AND %3$s AND %4$s
               FOR UPDATE OF q SKIP LOCKED) AS locked
        LIMIT ?
      ), leased AS (
        UPDATE queue q
        SET token = gen_random_uuid(), node = ?, attempt = q.attempt + 1, claimed_at = now, updated_at = now,
            lease_seconds = coalesce(w.seconds, h.lease_seconds),
            expires_at = now + make_interval(secs => coalesce(w.seconds, h.lease_seconds))
        FROM (SELECT ?::integer AS seconds) AS w CROSS JOIN candidate c JOIN handler h ON h.name = c.handler CROSS JOIN clock
        WHERE q.ctid = c.place
        RETURNING q.task_id, q.token, q.handler, q.attempt, q.checkpoint, q.priority, q.due_at,
                  q.lease_seconds, h.timeout_seconds, h.backoff_first_ms, h.backoff_cap_ms,
                  extract(epoch FROM now - q.due_at) AS waited
      )
      SELECT task_id, token, handler, attempt, unless_large(checkpoint), is_large(checkpoint), lease_seconds, timeout_seconds,
             backoff_first_ms, backoff_cap_ms, waited
      FROM leased
      ORDER BY priority DESC, due_at, task_id
      """;

  /**
   * What else a run needs to know; the wide rows are read, never locked. Looked up one by one: many
   * keys at once are sought in any index that ends in the key, if the table is believed to be
   * empty.
   */
  private static final String READ =
      Steered.eachTime(
          """
          SELECT t.task_id, t.max_attempts, t.user_id, t.entity_id, t.traceparent, t.tenant, t.acts_for, unless_large(t.request), is_large(t.request)
          FROM unnest(?::uuid[]) AS claimed (task_id)
               JOIN task_live t ON t.task_id = ANY (ARRAY[claimed.task_id])
          """);

  /** In the order of the index {@code queue_due_of_tenant}, whose condition the second part is. */
  private static final String OF_TENANT = "\n       AND tenant = ? AND tenant <> ''";

  private static final Map<Integer, String> FOR_HANDLERS = new ConcurrentHashMap<>();
  private static final Map<Integer, String> FOR_TENANT = new ConcurrentHashMap<>();

  private ClaimStatement() {}

  /**
   * Claims within the connection's transaction.
   *
   * @return the tasks claimed, by priority, then by the time they were due, then by id
   */
  static Claimed run(Connection connection, Wish wish) throws SQLException {
    Set<UUID> large = new HashSet<>();
    int most = ClaimSize.of(wish);
    List<ClaimedTask> leased = lease(connection, wish, most, large);
    if (leased.isEmpty()) {
      return Claimed.NONE;
    }
    List<ClaimedTask> claimed = read(connection, leased, large);
    if (!large.isEmpty()) {
      claimed = LargeTasks.thatFit(connection, claimed, large);
    }
    ClaimSize.learn(wish, leased.size(), claimed.size());
    boolean all = claimed.size() == leased.size();
    return new Claimed(claimed, !all || (leased.size() == most && most < wish.most()));
  }

  /**
   * What came of a claim.
   *
   * @param more whether there may be more due tasks, though fewer than wished were claimed: they
   *     are too large for one claim
   */
  record Claimed(List<ClaimedTask> tasks, boolean more) {
    static final Claimed NONE = new Claimed(List.of(), false);
  }

  /**
   * @param large takes in those of which there is more to read
   */
  private static List<ClaimedTask> lease(
      Connection connection, Wish wish, int most, Set<UUID> large) throws SQLException {
    boolean tenants = wish.tenant() != null;
    String sql =
        (tenants ? FOR_TENANT : FOR_HANDLERS)
            .computeIfAbsent(wish.handlers().size(), count -> forHandlers(count, tenants));
    List<Object> parameters = new ArrayList<>();
    for (String handler : wish.handlers()) {
      parameters.add(handler);
      if (tenants) {
        parameters.add(wish.tenant());
      }
      parameters.add(handler);
    }
    parameters.addAll(Arrays.asList(most, wish.holder(), wish.leaseSeconds()));
    return Sql.query(
        connection,
        sql,
        row -> {
          ClaimedTask task = leased(row);
          if (row.getBoolean("is_large")) {
            large.add(task.taskId());
          }
          return task;
        },
        parameters.toArray());
  }

  private static String forHandlers(int count, boolean ofTenant) {
    String one = DUE_OF_ONE_HANDLER.formatted(ofTenant ? OF_TENANT : "");
    String branches = String.join("    UNION ALL\n", Collections.nCopies(count, one));
    return Steered.once(
        CLAIM.formatted(branches, ClaimRules.ORDER, ClaimRules.waits("q"), ClaimRules.isDue("q")));
  }

  private static ClaimedTask leased(ResultSet row) throws SQLException {
    return new ClaimedTask(
        LeasedRun.of(row, 1),
        row.getString("handler"),
        row.getInt("lease_seconds"),
        row.getInt("timeout_seconds"),
        row.getDouble("waited"),
        new ClaimedTask.Input(null, null, null, row.getString("unless_large"), null, null, null));
  }

  private static List<ClaimedTask> read(
      Connection connection, List<ClaimedTask> leased, Set<UUID> large) throws SQLException {
    Map<UUID, ClaimedTask> inOrder = new LinkedHashMap<>();
    leased.forEach(task -> inOrder.put(task.taskId(), task));
    Sql.each(
        connection,
        READ,
        row -> {
          UUID id = Sql.uuid(row);
          inOrder.put(id, read(inOrder.get(id), row));
          if (row.getBoolean("is_large")) {
            large.add(id);
          }
        },
        SqlArray.of("uuid", leased, ClaimedTask::taskId));
    return List.copyOf(inOrder.values());
  }

  private static ClaimedTask read(ClaimedTask leased, ResultSet row) throws SQLException {
    return new ClaimedTask(
        leased.run().withMaxAttempts(row.getInt("max_attempts")),
        leased.handler(),
        leased.leaseSeconds(),
        leased.timeoutSeconds(),
        leased.waitedSeconds(),
        new ClaimedTask.Input(
            row.getString("user_id"),
            row.getString("entity_id"),
            row.getString("unless_large"),
            leased.input().checkpoint(),
            row.getString("traceparent"),
            row.getString("tenant"),
            row.getString("acts_for")));
  }
}
