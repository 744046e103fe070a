package org.taskyard.upkeep.figures;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import org.taskyard.database.Sql;
import org.taskyard.execution.figures.RunFigures;
import org.taskyard.upkeep.Chore;

/**
 * Folds figures as they grow old, minutes to ten minutes and these to hours, and forgets them when
 * nothing shows them any more: the last hour is shown by minutes, the last day by ten minutes, the
 * last week by hours.
 */
@Stateless
@Local(Chore.class)
public class FoldFigures implements Chore {

  /**
   * One node at a time, and each row is taken away by one transaction only. Callers may name any
   * handler: those with the most figures keep their own, else the table would grow with the names.
   */
  private static final String FOLD =
      """
      WITH clock AS MATERIALIZED (
        SELECT date_bin(make_interval(mins => ?), service_clock() - ?::interval, 'epoch') AS before
        WHERE pg_try_advisory_xact_lock(hashtext('taskyard fold figures'))
      ), gone AS (
        DELETE FROM run_figure USING clock
        WHERE minutes = ? AND at < before
        RETURNING at, handler, measure, bucket, count
      ), known AS (
        SELECT handler, row_number() OVER (ORDER BY sum(count) DESC, handler) AS place
        FROM gone
        GROUP BY handler
      )
      INSERT INTO run_figure (minutes, at, handler, measure, bucket, count)
      SELECT ?, date_bin(make_interval(mins => ?), at, 'epoch'), CASE WHEN place <= ? THEN handler ELSE ? END,
             measure, bucket, sum(count)
      FROM gone JOIN known USING (handler)
      GROUP BY 2, 3, 4, 5
      """;

  private static final String FORGET =
      "DELETE FROM run_figure WHERE minutes = 60 AND at < service_clock() - interval '8 days'";

  @Inject Sql sql;

  @Override
  public String name() {
    return "Folding of figures";
  }

  @Override
  public Duration pauseAfter(int done) {
    return Duration.ofMinutes(5);
  }

  @Override
  public int run() {
    return fold(1, 10, "90 minutes")
        + fold(10, 60, "26 hours")
        + sql.update("Figures cannot be forgotten", FORGET);
  }

  private int fold(int from, int to, String age) {
    return sql.update(
        "Figures cannot be folded", FOLD, to, age, from, to, to, RunFigures.MOST, RunFigures.OTHER);
  }
}
