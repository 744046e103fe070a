package org.taskyard.upkeep;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import org.taskyard.database.Sql;

/**
 * Forgets nodes that are silent: an hour after they stopped, a day after they were gone, so that
 * somebody learns of it. Each start of a node has a new name; of one that starts again and again
 * only the latest are kept.
 */
@Stateless
@Local(Chore.class)
public class ForgetNodes implements Chore {

  static final int MOST = 200;

  private static final String FORGET =
      """
      DELETE FROM node
      USING (SELECT name, service_clock() - seen_at AS silence, row_number() OVER (ORDER BY seen_at DESC) AS place
             FROM node
             WHERE seen_at < service_clock() - interval '30 s') AS silent
      WHERE node.name = silent.name
        AND (silence > CASE WHEN stopped_at IS NULL THEN interval '24 hours' ELSE interval '1 hour' END OR place > ?)
      """;

  @Inject Sql sql;

  @Override
  public String name() {
    return "Forgetting of nodes";
  }

  @Override
  public Duration pauseAfter(int done) {
    return Duration.ofMinutes(5);
  }

  @Override
  public int run() {
    return sql.update("Nodes cannot be forgotten", FORGET, MOST);
  }
}
