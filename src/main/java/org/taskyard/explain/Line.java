package org.taskyard.explain;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.taskyard.database.Sql;
import org.taskyard.execution.lease.ClaimRules;
import org.taskyard.execution.lease.Steered;

/**
 * Who could claim a task, and which tasks they claim before it.
 *
 * @param holders all who serve its handler
 * @param ahead due tasks that go first, by handler
 * @param starts runs that began lately, of all handlers that these holders serve
 * @param seconds the time in which they began
 */
record Line(List<Holder> holders, List<Rival> ahead, long starts, double seconds) {

  /** More tasks that go first are not counted. */
  static final int MOST_AHEAD = 1_000;

  /** Fewer starts say nothing about how fast the line moves. */
  private static final int EVIDENCE = 30;

  /**
   * A node or remote worker.
   *
   * @param slots how many tasks a node runs at a time, null if nobody knows
   * @param held how many tasks it has
   */
  record Holder(String name, boolean remote, Integer slots, int held) {

    /** Nobody knows how much a remote worker takes on; while it has a task it is taken for busy. */
    boolean isFull() {
      return slots == null ? remote && held > 0 : held >= slots;
    }
  }

  /** Tasks of a handler that go first. */
  record Rival(String handler, int tasks) {}

  /** With what they hold, whatever the handler: leases that are too many to be counted are cut. */
  private static final String HOLDERS =
      Steered.once(
          """
          WITH holder AS MATERIALIZED (
            SELECT holder, remote, tenant, max(slots) AS slots
            FROM serving_now
            WHERE handler = ? AND tenant IN ('', ?)
            GROUP BY holder, remote, tenant
            LIMIT 1000
          ), held AS MATERIALIZED (
            SELECT node, tenant, count(*) AS tasks
            FROM (SELECT node, tenant FROM lease
                  WHERE node IS NOT NULL
                    AND handler = ANY (ARRAY(SELECT ?::text
                                             UNION
                                             SELECT s.handler FROM serving_heard s JOIN holder USING (holder, remote, tenant)))
                  LIMIT 10000) AS counted
            GROUP BY node, tenant
          )
          SELECT h.holder, h.remote, h.slots,
                 (SELECT coalesce(sum(tasks), 0) FROM held
                  WHERE held.node = h.holder AND (h.tenant = '' OR held.tenant = h.tenant))
          FROM holder h
          ORDER BY h.remote, h.holder
          """);

  /** Due tasks of a rival: everybody's, or by the index of its tenant. */
  private static String due(String where) {
    String one =
        "SELECT q.handler FROM queue q WHERE %s AND q.handler = rival.handler AND %s AND %s AND %s";
    return Stream.of("rival.tenant = ''", "q.tenant = rival.tenant AND q.tenant <> ''")
        .map(whose -> one.formatted(whose, where, ClaimRules.waits("q"), ClaimRules.isDue("q")))
        .map(sql -> "(" + sql + " LIMIT " + MOST_AHEAD + ")")
        .collect(Collectors.joining("\nUNION ALL\n"));
  }

  /**
   * A claim goes through the priorities, and within each through all handlers of its holder.
   * Handlers that go first are read one by one from the index, as far as tasks are counted.
   */
  private static final String AHEAD =
      Steered.once(
          """
          WITH clock AS MATERIALIZED (SELECT service_clock() AS now),
          mine AS MATERIALIZED (SELECT handler, tenant, priority, due_at, task_id FROM queue WHERE task_id = ?),
          rival AS MATERIALIZED (
            SELECT s.handler, min(s.tenant) AS tenant
            FROM mine JOIN serving_heard own ON own.handler = mine.handler AND own.tenant IN ('', mine.tenant)
                      JOIN serving_heard s ON s.holder = own.holder AND s.remote = own.remote AND s.tenant = own.tenant
            WHERE %1$s
            GROUP BY s.handler
            LIMIT 1000
          ), ahead AS MATERIALIZED (
            (SELECT next.handler
             FROM mine CROSS JOIN generate_series(9, mine.priority + 1, -1) AS level (priority) CROSS JOIN rival,
                  LATERAL (%2$s) AS next
             LIMIT %4$s)
            UNION ALL
            (SELECT next.handler
             FROM mine CROSS JOIN rival,
                  LATERAL (%3$s) AS next
             LIMIT %4$s)
            LIMIT %4$s
          )
          SELECT handler, count(*) FROM ahead GROUP BY handler ORDER BY 2 DESC, 1
          """
              .formatted(
                  ClaimRules.goesOn("s.handler"),
                  due("q.priority = level.priority"),
                  due(
                      "q.priority = mine.priority AND (%s) < (mine.due_at, mine.task_id)"
                          .formatted(ClaimRules.order("q"))),
                  MOST_AHEAD));

  /** From the latest changes of status: of all, so that it costs the same whatever happened. */
  private static final String STARTS =
      Steered.once(
          """
          WITH latest AS MATERIALIZED (
            SELECT at, tenant, handler, status, task_ids FROM task_event ORDER BY xid DESC LIMIT 2000
          )
          SELECT coalesce(sum(cardinality(task_ids)), 0), coalesce(extract(epoch FROM max(now) - min(at)), 0)
          FROM latest CROSS JOIN (SELECT service_clock() AS now) AS clock
          WHERE status = 'running' AND at > now - interval '5 minutes'
            AND EXISTS (SELECT 1
                        FROM serving_heard own JOIN serving_heard s USING (holder, remote, tenant)
                        WHERE own.handler = ? AND own.tenant IN ('', ?)
                          AND s.handler = latest.handler AND s.tenant IN ('', latest.tenant))
          """);

  /** Reads it within the connection's transaction. */
  static Line of(UUID task, String handler, String tenant, Connection connection)
      throws SQLException {
    List<Holder> holders = Sql.query(connection, HOLDERS, Line::holder, handler, tenant, handler);
    List<Rival> ahead =
        Sql.query(connection, AHEAD, row -> new Rival(row.getString(1), row.getInt(2)), task);
    List<double[]> starts = new ArrayList<>();
    Sql.each(
        connection,
        STARTS,
        row -> starts.add(new double[] {row.getDouble(1), row.getDouble(2)}),
        handler,
        tenant);
    return new Line(holders, ahead, (long) starts.get(0)[0], starts.get(0)[1]);
  }

  private static Holder holder(ResultSet row) throws SQLException {
    int slots = row.getInt(3);
    Integer known = row.wasNull() ? null : slots;
    return new Holder(row.getString(1), row.getBoolean(2), known, row.getInt(4));
  }

  int tasksAhead() {
    return ahead.stream().mapToInt(Rival::tasks).sum();
  }

  /** Whether only so many were counted. */
  boolean isCut() {
    return tasksAhead() >= MOST_AHEAD;
  }

  /** True if nobody who serves the handler has room. */
  boolean isFull() {
    return !holders.isEmpty() && holders.stream().allMatch(Holder::isFull);
  }

  /** Seconds until the turn of the task comes, if lately enough runs began to tell; else -1. */
  double secondsToGo() {
    return starts < EVIDENCE || seconds < 1 ? -1 : (tasksAhead() + 1) * seconds / starts;
  }
}
