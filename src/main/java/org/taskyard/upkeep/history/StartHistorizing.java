package org.taskyard.upkeep.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.taskyard.execution.lease.StatementFailed;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.settings.Settings;
import org.taskyard.task.TaskInput;
import org.taskyard.task.create.SubmitTasks;
import org.taskyard.upkeep.Chore;

/**
 * Creates a task of the {@link HistorizeHandler} when there is something for it to do: at most one
 * in an hour for all nodes together, because its id is made of the hour, and none while another one
 * waits or runs.
 */
@Stateless
@Local(Chore.class)
public class StartHistorizing implements Chore {

  private static final String DUE =
      """
      WITH clock AS MATERIALIZED (
        SELECT now, now - ? * interval '1 second' AS latest, now - ? * interval '1 second' AS purged
        FROM (SELECT service_clock() AS now) AS read
      )
      SELECT extract(epoch FROM date_trunc('hour', now))::bigint
      FROM clock
      WHERE NOT EXISTS (SELECT FROM queue WHERE token IS NULL AND handler = ?)
        AND NOT EXISTS (SELECT FROM queue WHERE token IS NOT NULL AND handler = ?)
        AND (EXISTS (SELECT FROM task_live
                     WHERE created_at < latest AND status <> 'pending' AND finished_at < latest)
             OR EXISTS (SELECT FROM history_months_before(purged)))
      """;

  @Resource(lookup = "java:app/jdbc/taskyard")
  DataSource database;

  @Inject Settings settings;
  @EJB SubmitTasks submit;

  @Override
  public String name() {
    return "Start of historizing";
  }

  @Override
  public Duration pauseAfter(int done) {
    return Duration.ofMinutes(10);
  }

  @Override
  public int run() {
    Optional<TaskInput> task = dueHour().map(StartHistorizing::task);
    return task.isEmpty() || !submit.all(List.of(task.get())).taken().isEmpty() ? 0 : 1;
  }

  /** The hour by the clock of the database, if there is something to do in it. */
  private Optional<Long> dueHour() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DUE)) {
      setAge(statement, 1, settings.historizeAfter());
      setAge(statement, 2, settings.purgeAfter());
      statement.setString(3, HistorizeHandler.NAME);
      statement.setString(4, HistorizeHandler.NAME);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    } catch (SQLException fault) {
      throw new StatementFailed("Old tasks cannot be looked for", fault);
    }
  }

  /** Never is null, and nothing is older than that. */
  private static void setAge(PreparedStatement statement, int index, Optional<Duration> age)
      throws SQLException {
    if (age.isPresent()) {
      statement.setLong(index, age.get().toSeconds());
    } else {
      statement.setNull(index, Types.BIGINT);
    }
  }

  private static TaskInput task(long hour) {
    ObjectNode task = Json.MAPPER.createObjectNode().put("handler", HistorizeHandler.NAME);
    String name = HistorizeHandler.NAME + " " + hour;
    return TaskInput.ofNew(task, "", new Faults())
        .withId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }
}
