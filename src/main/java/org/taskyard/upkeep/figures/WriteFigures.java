package org.taskyard.upkeep.figures;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.execution.figures.Figure;
import org.taskyard.execution.figures.RunFigures;
import org.taskyard.upkeep.Chore;

/**
 * Writes what this node counted, as soon as a minute is over. A node that ends loses what it
 * counted since.
 */
@ApplicationScoped
public class WriteFigures implements Chore {

  /**
   * To the minute that has just ended by the clock of the database, also if this comes a little
   * late; says when the next one ends.
   */
  private static final String WRITE =
      """
      WITH clock AS MATERIALIZED (
        SELECT service_clock() AS now
      ), written AS (
        INSERT INTO run_figure (minutes, at, handler, measure, bucket, count)
        SELECT 1, date_trunc('minute', now - interval '30 seconds'), f.handler, f.measure, f.bucket, f.count
        FROM unnest(?::text[], ?::text[], ?::smallint[], ?::bigint[]) AS f (handler, measure, bucket, count), clock
      )
      SELECT ceil((60 - extract(second FROM now)) * 1000)::integer FROM clock
      """;

  @Inject Sql sql;
  @Inject RunFigures figures;

  private volatile Duration untilNextMinute = Duration.ZERO;

  @Override
  public String name() {
    return "Writing of figures";
  }

  @Override
  public Duration pauseAfter(int done) {
    return untilNextMinute;
  }

  @Override
  public int run() {
    List<Figure> grown = figures.take();
    try {
      untilNextMinute = Duration.ofMillis(write(grown));
    } catch (RuntimeException failed) {
      figures.giveBack(grown);
      throw failed;
    }
    return grown.size();
  }

  private int write(List<Figure> grown) {
    return sql.one(
        "Figures of runs cannot be written",
        WRITE,
        row -> row.getInt(1),
        SqlArray.of("text", grown, Figure::handler),
        SqlArray.of("text", grown, figure -> figure.measure().text()),
        SqlArray.of("smallint", grown, Figure::bucket),
        SqlArray.of("bigint", grown, Figure::count));
  }
}
