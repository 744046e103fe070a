package org.taskyard.upkeep;

import jakarta.annotation.Resource;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.taskyard.execution.lease.StatementFailed;

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

  @Resource(lookup = "java:app/jdbc/taskyard")
  DataSource database;

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
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.setInt(1, BATCH);
      return statement.executeUpdate();
    } catch (SQLException fault) {
      throw new StatementFailed("Runs of schedules cannot be forgotten", fault);
    }
  }
}
