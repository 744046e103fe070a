package org.taskyard.overview.trend;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.taskyard.database.Sql;
import org.taskyard.execution.figures.Measure;

/** The statements behind a trend. Each is bounded, by the rows that are kept or by a limit. */
final class ReadFigures {

  /** From here on the counters tell how much waits, due or not: a count would take too long. */
  static final int MOST_COUNTED = 100_000;

  private static final String WHAT = "Figures cannot be read";

  /** Nodes write a minute within seconds of its end. */
  private static final String NOW =
      """
      SELECT date_bin(make_interval(mins => ?), now, 'epoch'), date_trunc('minute', now)
      FROM (SELECT service_clock() - interval '5 seconds' AS now) AS clock
      """;

  /** Once by point and once by handler; the other one is null. */
  private static final String FIGURES =
      """
      WITH span AS MATERIALIZED (SELECT ?::smallint AS minutes, ?::timestamptz AS begins, ?::timestamptz AS ends)
      SELECT extract(epoch FROM at - begins)::integer / (span.minutes * 60) AS point, handler, measure, bucket,
             sum(count)
      FROM run_figure f JOIN span ON f.minutes <= span.minutes AND at >= begins AND at < ends
      WHERE handler = coalesce(?::text, handler)
      GROUP BY GROUPING SETS ((1, measure, bucket), (handler, measure, bucket))
      """;

  /** How many tasks ended since then. */
  private static final String ENDED =
      """
      SELECT handler, sum(count)
      FROM run_figure
      WHERE minutes = 1 AND at >= ?::timestamptz AND measure IN ('completed', 'failed')
        AND handler = coalesce(?::text, handler)
      GROUP BY handler
      """;

  /**
   * What is due and waits, in the order of the claim: tasks of the future are not looked at. Those
   * handlers for which most waits.
   */
  private static final String BACKLOG =
      """
      WITH clock AS MATERIALIZED (SELECT service_clock() AS now, ?::integer AS most)
      SELECT t.handler, CASE WHEN due.count < most THEN due.count ELSE greatest(due.count, t.pending) END
      FROM clock,
           LATERAL (SELECT handler, pending FROM handler_tasks
                    WHERE pending > 0 AND handler = coalesce(?::text, handler)
                    ORDER BY pending DESC, handler
                    LIMIT ?) AS t,
           LATERAL (SELECT count(*)
                    FROM (SELECT
                          FROM generate_series(0, 9) AS level (priority),
                               LATERAL (SELECT FROM queue q
                                        WHERE q.handler = t.handler AND q.priority = level.priority
                                          AND q.token IS NULL AND q.due_at <= now) AS one
                          LIMIT most) AS counted) AS due
      """;

  /** Takes in a figure of a point or of a handler. */
  @FunctionalInterface
  interface Reader {

    /**
     * @param point its number; -1 if this is the figure of a handler
     * @param handler null if this is the figure of a point
     */
    void take(int point, String handler, Measure measure, int bucket, long count);
  }

  /**
   * What a trend reaches to.
   *
   * @param point end of the last full point
   * @param minute end of the last full minute
   */
  record Ends(Instant point, Instant minute) {}

  private final Sql sql;
  private final String handler;

  /**
   * @param handler whose figures alone; null for all
   */
  ReadFigures(Sql sql, String handler) {
    this.sql = sql;
    this.handler = handler;
  }

  Ends ends(Span span) {
    return sql.one(
        WHAT,
        NOW,
        row -> new Ends(row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant()),
        span.minutes());
  }

  void each(Span span, Instant from, Instant to, Reader reader) {
    sql.each(
        WHAT,
        FIGURES,
        row -> {
          int point = row.getInt(1);
          reader.take(
              row.wasNull() ? -1 : point,
              row.getString(2),
              Measure.of(row.getString(3)),
              row.getInt(4),
              row.getLong(5));
        },
        span.minutes(),
        from,
        to,
        handler);
  }

  /** How many tasks ended since then, by handler. */
  Map<String, Long> endedSince(Instant from) {
    return byHandler(ENDED, from, handler);
  }

  /** How many tasks are due and wait, by handler. */
  Map<String, Long> backlog(int mostHandlers) {
    return byHandler(BACKLOG, MOST_COUNTED, handler, mostHandlers);
  }

  private Map<String, Long> byHandler(String statement, Object... parameters) {
    Map<String, Long> found = new HashMap<>();
    sql.each(WHAT, statement, row -> found.put(row.getString(1), row.getLong(2)), parameters);
    return found;
  }
}
