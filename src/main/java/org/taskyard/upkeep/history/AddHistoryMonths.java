package org.taskyard.upkeep.history;

import jakarta.annotation.Resource;
import jakarta.ejb.Local;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.taskyard.execution.lease.StatementFailed;
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

  @Resource(lookup = "java:app/jdbc/taskyard")
  DataSource database;

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
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ADD);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getInt(1);
    } catch (SQLException fault) {
      throw new StatementFailed("Partitions of history cannot be made", fault);
    }
  }
}
