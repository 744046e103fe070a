package org.taskyard.upkeep;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import org.taskyard.database.Sql;

/**
 * Folds what writers have appended about totals into the totals, so that readers have few rows to
 * add up.
 */
@Stateless
@Local(Chore.class)
public class FoldCounts implements Chore {

  static final int BATCH = 10_000;

  /**
   * Each change is taken away by one transaction only; the lock spares nodes from waiting for each
   * other. drop_history_month() takes it, too (V007__history.sql).
   */
  private static final String FOLD =
      """
      WITH folded AS (
        DELETE FROM task_count_delta
        WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM task_count_delta
          WHERE (SELECT pg_try_advisory_xact_lock(hashtext('taskyard fold counts')))
          LIMIT ?))
        RETURNING history_month, tenant, handler, status, change
      ), added AS (
        INSERT INTO task_count AS c (tenant, handler, status, historized, total)
        SELECT tenant, handler, status, history_month IS NOT NULL, sum(change) FROM folded GROUP BY 1, 2, 3, 4
        ON CONFLICT (tenant, handler, status, historized) DO UPDATE SET total = c.total + excluded.total
      ), added_to_month AS (
        INSERT INTO month_count AS m (history_month, tenant, handler, status, total)
        SELECT history_month, tenant, handler, status, sum(change)
        FROM folded
        WHERE history_month IS NOT NULL
        GROUP BY history_month, tenant, handler, status
        ON CONFLICT (history_month, tenant, handler, status) DO UPDATE SET total = m.total + excluded.total
      )
      SELECT count(*) FROM folded
      """;

  @Inject Sql sql;

  @Override
  public String name() {
    return "Folding of counts";
  }

  @Override
  public Duration pauseAfter(int done) {
    return done == BATCH ? Duration.ZERO : Duration.ofSeconds(done > 0 ? 1 : 5);
  }

  @Override
  public int run() {
    return sql.one("Counts cannot be folded", FOLD, row -> row.getInt(1), BATCH);
  }
}
