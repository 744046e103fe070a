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

/** Forgets first answers to requests with an Idempotency-Key, a day after they were given. */
@Stateless
@Local(Chore.class)
public class ForgetFirstAnswers implements Chore {

  static final int BATCH = 1_000;

  private static final String FORGET =
      """
      DELETE FROM idempotency
      WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM idempotency
        WHERE created_at < (SELECT service_clock()) - interval '24 hours'
        ORDER BY created_at
        LIMIT ?
        FOR UPDATE SKIP LOCKED))
      """;

  @Resource(lookup = "java:app/jdbc/taskyard")
  DataSource database;

  @Override
  public String name() {
    return "Forgetting of first answers";
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
      throw new StatementFailed("First answers cannot be forgotten", fault);
    }
  }
}
