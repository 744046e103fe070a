package org.taskyard.upkeep;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import org.taskyard.database.Sql;
import org.taskyard.settings.Settings;

/** Empties the oldest events' table and has it written next, when the one in use is full. */
@Stateless
@Local(Chore.class)
public class RotateEvents implements Chore {

  private static final String ROTATE =
      "SELECT rotate_task_events(make_interval(hours => ?))::integer";

  @Inject Sql sql;

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
    return sql.one("Events cannot be rotated", ROTATE, row -> row.getInt(1), settings.eventsKeep());
  }
}
