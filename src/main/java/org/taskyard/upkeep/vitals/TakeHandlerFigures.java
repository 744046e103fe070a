package org.taskyard.upkeep.vitals;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.taskyard.database.Sql;
import org.taskyard.task.TaskStatus;
import org.taskyard.upkeep.Chore;

/** Looks how many tasks the handlers have. Every node does, so that any of them can tell. */
@Stateless
@Local(Chore.class)
public class TakeHandlerFigures implements Chore {

  /** Handlers beyond the {@link #MOST} together, and one that really has this name. */
  static final String OTHER = "other";

  /** Callers may name any handler: so many get figures of their own. */
  static final int MOST = 200;

  /**
   * From the counters and the heads of the queue. First come those served, then those configured.
   */
  private static final String FIGURES =
      """
      SELECT CASE WHEN place <= ? AND name <> ? THEN name ELSE ? END AS handler,
             bool_or(served)                AS served,
             bool_or(paused)                AS paused,
             sum(pending)                   AS pending,
             sum(running)                   AS running,
             coalesce(sum(completed), 0)    AS completed,
             coalesce(sum(failed), 0)       AS failed,
             coalesce(sum(cancelled), 0)    AS cancelled,
             extract(epoch FROM max(service_clock() - oldest_due_at)) AS oldest_due
      FROM (SELECT r.name, r.served, r.paused, r.pending, r.running, r.oldest_due_at,
                   t.completed, t.failed, t.cancelled,
                   row_number() OVER (ORDER BY r.served DESC, r.updated_at IS NULL, r.name) AS place
            FROM handler_roster r LEFT JOIN handler_tasks t ON t.handler = r.name) AS known
      GROUP BY 1
      ORDER BY 1
      """;

  @Inject Sql sql;

  @Inject HandlerBoard board;

  @Override
  public String name() {
    return "Taking of handlers' figures";
  }

  @Override
  public Duration pauseAfter(int done) {
    return Duration.ofSeconds(15);
  }

  @Override
  public int run() {
    board.saw(take(MOST));
    return 0;
  }

  List<HandlerFigures> take(int most) {
    return sql.query(
        "Figures of handlers cannot be taken",
        FIGURES,
        TakeHandlerFigures::figures,
        most,
        OTHER,
        OTHER);
  }

  /** What is null is 0 for JDBC. */
  private static HandlerFigures figures(ResultSet row) throws SQLException {
    Map<TaskStatus, Long> tasks = new EnumMap<>(TaskStatus.class);
    for (TaskStatus status : TaskStatus.values()) {
      tasks.put(status, row.getLong(status.text()));
    }
    return new HandlerFigures(
        row.getString("handler"),
        row.getBoolean("served"),
        row.getBoolean("paused"),
        tasks,
        row.getDouble("oldest_due"));
  }
}
