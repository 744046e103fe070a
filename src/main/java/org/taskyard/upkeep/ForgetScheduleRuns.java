package org.taskyard.upkeep;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import org.taskyard.database.Sql;

/**
 * Forgets, a week later, for which due times of schedules there have been tasks. By then none can
 * fire for them any more; the tasks stay.
 */
@Stateless
@Local(Chore.class)
public class ForgetScheduleRuns implements Chore {

  static final int BATCH = 1_000;

  private static final String FORGET =
      """
      DELETE FROM schedule_run
      WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM schedule_run
        WHERE made_at < (SELECT service_clock()) - interval '7 days'
        ORDER BY made_at
        LIMIT ?
        FOR UPDATE SKIP LOCKED))
      """;

  @Inject Sql sql;

  @Override
  public String name() {
    return "Forgetting of runs of schedules";
  }

  @Override
  public Duration pauseAfter(int done) {
    return done == BATCH ? Duration.ZERO : Duration.ofMinutes(5);
  }

  @Override
  public int run() {
    return sql.update("Runs of schedules cannot be forgotten", FORGET, BATCH);
  }
}
