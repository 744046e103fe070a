package org.taskyard.upkeep.history;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.taskyard.database.Sql;

/**
 * Moves finished tasks into history, a piece at a time, from the oldest on. Safe on all nodes at
 * once: a task that somebody else holds at this moment is passed over.
 */
@Stateless
public class HistorizeTasks {

  /** Tasks that are looked at in a transaction. */
  static final int BATCH = 1_000;

  /**
   * In the order of creation, which has an index, and nothing is finished before it is created.
   * Changing the partition key through the parent table moves the row.
   */
  private static final String MOVE =
      """
      WITH clock AS MATERIALIZED (
        SELECT now, now - ? * interval '1 second' AS latest FROM (SELECT service_clock() AS now) AS read
      ), page AS MATERIALIZED (
        SELECT task_id, created_at
        FROM task_live
        WHERE (created_at, task_id) > (?::timestamptz, ?) AND created_at < (SELECT latest FROM clock)
        ORDER BY created_at, task_id
        LIMIT ?
      ), old AS MATERIALIZED (
        SELECT t.task_id
        FROM task_live t
        WHERE t.task_id = ANY (ARRAY(SELECT task_id FROM page))
          AND t.status <> 'pending' AND t.finished_at < (SELECT latest FROM clock)
        FOR UPDATE SKIP LOCKED
      ), moved AS (
        UPDATE task
        SET historized_at = clock.now, history_month = date_trunc('month', clock.now AT TIME ZONE 'UTC')::date
        FROM clock
        WHERE task.task_id = ANY (ARRAY(SELECT task_id FROM old)) AND task.history_month IS NULL
        RETURNING task.task_id
      )
      SELECT (SELECT count(*) FROM moved)                                       AS moved,
             (SELECT count(*) FROM page)                                        AS seen,
             last.created_at::text                                              AS created_at,
             last.task_id                                                       AS task_id,
             extract(epoch FROM latest - (SELECT min(created_at) FROM page))    AS first_age,
             extract(epoch FROM latest - last.created_at)                       AS last_age
      FROM clock LEFT JOIN (SELECT * FROM page ORDER BY created_at DESC, task_id DESC LIMIT 1) AS last ON true
      """;

  @Inject Sql sql;

  /**
   * A place among all live tasks in the order of creation.
   *
   * @param createdAt as the database writes it
   */
  public record Place(String createdAt, UUID taskId) {
    static final Place START = new Place("-infinity", new UUID(0, 0));
  }

  /**
   * What was done.
   *
   * @param moved tasks that are history now
   * @param end where the next piece begins; null if there is none
   * @param firstAge seconds by which the first task looked at was older than need be
   * @param lastAge the same of the last one; 0 if there was none
   */
  public record Piece(int moved, Place end, double firstAge, double lastAge) {}

  /**
   * Looks at the next tasks behind {@code start} and moves those that were finished long enough
   * ago.
   *
   * @param after how long ago
   */
  public Piece historize(Duration after, Place start) {
    return sql.one(
        "Tasks cannot be historized",
        MOVE,
        HistorizeTasks::piece,
        after.toSeconds(),
        start.createdAt(),
        start.taskId(),
        BATCH);
  }

  private static Piece piece(ResultSet row) throws SQLException {
    Place end =
        row.getInt("seen") < BATCH
            ? null
            : new Place(row.getString("created_at"), UUID.fromString(row.getString("task_id")));
    return new Piece(
        row.getInt("moved"), end, row.getDouble("first_age"), row.getDouble("last_age"));
  }
}
