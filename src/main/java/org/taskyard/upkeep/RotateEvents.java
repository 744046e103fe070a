package org.taskyard.upkeep;

import jakarta.annotation.Resource;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.taskyard.execution.lease.StatementFailed;
import org.taskyard.settings.Settings;

/** Empties the oldest events' table and has it written next, when the one in use is full. */
@Stateless
@Local(Chore.class)
public class RotateEvents implements Chore {

  private static final String ROTATE =
      "SELECT rotate_task_events(make_interval(hours => ?))::integer";

  @Resource(lookup = "java:app/jdbc/taskyard")
  DataSource database;

  @Inject Settings settings;

  @Override
  public String name() {
    return "Rotation of events";
  }

  @Override
  public Duration pauseAfter(int done) {
    return Duration.ofMinutes(1);
  }

  @Override
  public int run() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ROTATE)) {
      statement.setInt(1, settings.eventsKeep());
      return Counted.first(statement);
    } catch (SQLException fault) {
      throw new StatementFailed("Events cannot be rotated", fault);
    }
  }
}
