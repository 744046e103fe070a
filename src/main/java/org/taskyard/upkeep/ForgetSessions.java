package org.taskyard.upkeep;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import org.taskyard.database.Sql;

/** Forgets sessions of browsers that have ended by themselves; nobody finds them any more. */
@Stateless
@Local(Chore.class)
public class ForgetSessions implements Chore {

  private static final String FORGET =
      """
      DELETE FROM browser_session
      USING (SELECT service_clock() AS now) AS clock
      WHERE idle_ends_at <= now OR ends_at <= now
      """;

  @Inject Sql sql;

  @Override
  public String name() {
    return "Forgetting of sessions";
  }

  @Override
  public Duration pauseAfter(int done) {
    return Duration.ofMinutes(5);
  }

  @Override
  public int run() {
    return sql.update("Sessions that have ended cannot be forgotten", FORGET);
  }
}
