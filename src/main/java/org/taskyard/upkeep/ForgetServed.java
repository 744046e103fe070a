package org.taskyard.upkeep;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import org.taskyard.database.Sql;

/**
 * Forgets who served what and was not seen for long: names of workers are made up by callers, and
 * each start of a node has a new one. Nodes are kept as long as a lease of theirs may last, so that
 * none is taken for a remote worker; who holds a lease is kept with it, so that it stays known
 * whose tasks it gets.
 */
@Stateless
@Local(Chore.class)
public class ForgetServed implements Chore {

  private static final String FORGET =
      """
      DELETE FROM serving s
      WHERE seen_at < service_clock() - CASE WHEN remote THEN interval '10 minutes' ELSE interval '25 hours' END
        AND NOT EXISTS (SELECT FROM lease l WHERE l.handler = s.handler AND l.node = s.holder)
      """;

  @Inject Sql sql;

  @Override
  public String name() {
    return "Forgetting of who served what";
  }

  @Override
  public Duration pauseAfter(int done) {
    return Duration.ofMinutes(5);
  }

  @Override
  public int run() {
    return sql.update("Who served what cannot be forgotten", FORGET);
  }
}
