package org.taskyard.upkeep;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import org.taskyard.database.Sql;

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

  @Inject Sql sql;

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
    return sql.update("First answers cannot be forgotten", FORGET, BATCH);
  }
}
