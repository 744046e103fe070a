package org.taskyard.watch;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.watch.EventFilter.Belonging;

/**
 * Reads the events that callers have not seen (V004__events.sql); in a transaction each, in which
 * the settings before a statement still hold when it is planned.
 */
@Stateless
public class ReadEvents {

  /** Of rows that are read at once, 16 for each task: a batch is one row with ten thousand. */
  static final int MOST_BYTES = 512 * 1024;

  private static final String FAILED = "Events cannot be read";

  /** Tables that are only appended to have no statistics: the index is the way, whatever size. */
  private static final String STEER = "SELECT set_config('enable_seqscan', 'off', true); ";

  /** Whether a row is news to a snapshot; two ranges of the index. */
  private static final String NEWS =
      "(e.xid >= pg_snapshot_xmax(seen) OR e.xid = ANY (ARRAY(SELECT pg_snapshot_xip(seen))))";

  /** The next look starts from its snapshot. Two rows at least: one may have been read before. */
  private static final String AFTER =
      STEER
          + """
      WITH place AS MATERIALIZED (
        SELECT ?::pg_snapshot AS seen, coalesce(?::pg_snapshot, pg_current_snapshot()) AS next
      ), page AS MATERIALIZED (
        SELECT e.seq, e.at, e.tenant, e.handler, e.status, e.task_ids
        FROM place, task_event e
        WHERE %s AND pg_visible_in_snapshot(e.xid, next) AND e.seq >= ?
        ORDER BY e.seq
        LIMIT ?
      ), part AS (
        SELECT * FROM (SELECT page.*, sum(pg_column_size(task_ids)) OVER before AS bytes, row_number() OVER before AS number
                       FROM page WINDOW before AS (ORDER BY seq ROWS UNBOUNDED PRECEDING)) AS summed
        WHERE bytes <= %s OR number <= 2
      )
      SELECT place.next::text AS next, (SELECT count(*) FROM page) AS found, part.*
      FROM place LEFT JOIN part ON true
      ORDER BY seq
      """
              .formatted(NEWS, MOST_BYTES);

  private static final String BACKLOG =
      STEER
          + """
      WITH place AS MATERIALIZED (SELECT ?::pg_snapshot AS seen, ?::pg_snapshot AS next)
      SELECT e.seq, e.xid::text::bigint AS xid, pg_column_size(e.task_ids) AS bytes
      FROM place, task_event e
      WHERE %s AND pg_visible_in_snapshot(e.xid, next) AND e.seq >= ?
        AND e.tenant = coalesce(?::text, e.tenant)
        AND (cardinality(?::text[]) = 0 OR e.handler = ANY (?::text[]))
        AND (cardinality(?::text[]) = 0 OR e.status = ANY (?::text[]))
        AND (cardinality(?::uuid[]) = 0 OR e.task_ids && ?::uuid[])
      ORDER BY e.seq
      LIMIT ?
      """
              .formatted(NEWS);

  private static final String ROWS =
      STEER
          + """
      SELECT e.seq, e.at, e.tenant, e.handler, e.status, e.task_ids
      FROM task_event e
      WHERE e.xid = ANY (?::xid8[]) AND e.seq = ANY (?::bigint[])
      ORDER BY e.seq
      """;

  private static final String KEPT =
      STEER
          + """
      SELECT lost_xid < pg_snapshot_xmin(seen) AND pg_snapshot_xmax(last) <= pg_snapshot_xmax(pg_current_snapshot())
      FROM task_event_ring, (SELECT ?::pg_snapshot AS seen, ?::pg_snapshot AS last) AS place
      """;

  private static final String WHOSE =
      STEER
          + """
      SELECT t.task_id, t.user_id, t.entity_id, t.parent_id
      FROM unnest(?::uuid[]) AS told (task_id) JOIN task t ON t.task_id = ANY (ARRAY[told.task_id])
      """;

  @Inject Sql sql;

  /**
   * News since a position.
   *
   * @param next the snapshot that the events are seen by
   * @param whole false if there may be more of them
   */
  public record News(Snapshot next, List<TaskEvent> events, boolean whole) {}

  /** What everybody who begins to read now has seen. */
  public Snapshot now() {
    return Snapshot.ofDatabase(
        sql.one(FAILED, "SELECT pg_current_snapshot()::text", row -> row.getString(1)));
  }

  /** The next events after a position, at most so many rows, and not more than fit into memory. */
  public News after(Position position, int most) {
    List<TaskEvent> events = new ArrayList<>();
    List<Snapshot> next = new ArrayList<>();
    int[] found = {0};
    sql.each(
        FAILED,
        AFTER,
        row -> {
          next.add(Snapshot.ofDatabase(row.getString("next")));
          found[0] = row.getInt("found");
          if (row.getString("handler") != null) {
            events.add(event(row));
          }
        },
        position.seen().forDatabase(),
        position.next() == null ? null : position.next().forDatabase(),
        position.seq(),
        most);
    return new News(next.get(0), events, found[0] < most && events.size() == found[0]);
  }

  /** Whether all is kept that comes after a position, and the position is of this database. */
  public boolean keeps(Position from) {
    Snapshot last = from.next() == null ? from.seen() : from.next();
    return sql.one(
        FAILED, KEPT, row -> row.getBoolean(1), from.seen().forDatabase(), last.forDatabase());
  }

  /**
   * Where the events are that somebody has missed, up to what a snapshot saw.
   *
   * @param most null is returned if there are more
   */
  public Backlog backlog(Position from, Snapshot upTo, EventFilter filter, int most) {
    Snapshot end = from.next() == null ? upTo : from.next();
    SqlArray handlers = SqlArray.texts(filter.handlers());
    SqlArray statuses = SqlArray.texts(filter.statuses());
    SqlArray tasks = SqlArray.uuids(filter.tasks());
    Backlog backlog = new Backlog(end);
    sql.each(
        FAILED,
        BACKLOG,
        row -> backlog.add(row.getLong("seq"), row.getLong("xid"), row.getInt("bytes")),
        from.seen().forDatabase(),
        end.forDatabase(),
        from.seq(),
        filter.owner().tenant(),
        handlers,
        handlers,
        statuses,
        statuses,
        tasks,
        tasks,
        most + 1);
    return backlog.size() > most ? null : backlog;
  }

  /** The events of a part of a backlog. */
  public List<TaskEvent> rows(Backlog.Part part) {
    return sql.query(
        FAILED,
        ROWS,
        ReadEvents::event,
        SqlArray.texts(part.xids()),
        SqlArray.of("bigint", part.seqs()));
  }

  /** What tasks belong to, as far as they are there. */
  public Map<UUID, Belonging> whose(Collection<UUID> tasks) {
    Map<UUID, Belonging> whose = new HashMap<>();
    if (!tasks.isEmpty()) {
      sql.each(
          FAILED,
          WHOSE,
          row ->
              whose.put(
                  Sql.uuid(row),
                  new Belonging(
                      row.getString("user_id"),
                      row.getString("entity_id"),
                      (UUID) row.getObject("parent_id"))),
          SqlArray.uuids(tasks));
    }
    return whose;
  }

  private static TaskEvent event(ResultSet row) throws SQLException {
    Timestamp at = row.getTimestamp("at");
    return new TaskEvent(
        row.getLong("seq"),
        at.toInstant(),
        row.getString("tenant"),
        row.getString("handler"),
        row.getString("status"),
        List.of((UUID[]) row.getArray("task_ids").getArray()));
  }
}
