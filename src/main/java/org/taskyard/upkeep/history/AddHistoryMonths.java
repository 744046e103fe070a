package org.taskyard.upkeep.history;

import jakarta.ejb.Local;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import org.taskyard.database.Sql;
import org.taskyard.upkeep.Chore;

/** Makes the partitions of history before they are needed: for this month and the next two. */
@Stateless
@Local(Chore.class)
@LocalBean
public class AddHistoryMonths implements Chore {

  private static final String ADD =
      """
      SELECT count(*) FILTER (WHERE added)
      FROM generate_series(0, 2) AS ahead,
           LATERAL (SELECT add_history_month(
             (service_clock() AT TIME ZONE 'UTC' + make_interval(months => ahead))::date) AS added) AS month
      """;

  @Inject Sql sql;

  @Override
  public String name() {
    return "Partitions of history";
  }

  @Override
  public Duration pauseAfter(int done) {
    return Duration.ofHours(1);
  }

  @Override
  public int run() {
    return sql.one("Partitions of history cannot be made", ADD, row -> row.getInt(1));
  }
}
