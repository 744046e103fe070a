package org.taskyard.upkeep.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.taskyard.access.Creator;
import org.taskyard.access.audit.Author;
import org.taskyard.access.audit.Authors;
import org.taskyard.database.Sql;
import org.taskyard.digest.DerivedId;
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
        SELECT now, now - ?::bigint * interval '1 second' AS latest, now - ?::bigint * interval '1 second' AS purged
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

  @Inject Sql sql;

  @Inject Settings settings;
  @EJB SubmitTasks submit;
  @Inject Authors authors;

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
    return task.isPresent() && create(task.get()).taken().isEmpty() ? 1 : 0;
  }

  private SubmitTasks.Batch create(TaskInput task) {
    return authors.as(Author.service("upkeep"), () -> submit.all(List.of(task)));
  }

  /** The hour by the database's clock, if it has something to do. Nothing is older than never. */
  private Optional<Long> dueHour() {
    return sql
        .query(
            "Old tasks cannot be looked for",
            DUE,
            row -> row.getLong(1),
            settings.historizeAfter().map(Duration::toSeconds).orElse(null),
            settings.purgeAfter().map(Duration::toSeconds).orElse(null),
            HistorizeHandler.NAME,
            HistorizeHandler.NAME)
        .stream()
        .findFirst();
  }

  private static TaskInput task(long hour) {
    ObjectNode task = Json.MAPPER.createObjectNode().put("handler", HistorizeHandler.NAME);
    return TaskInput.ofNew(task, "", new Faults(), Creator.SERVICE)
        .withId(DerivedId.of(Instant.ofEpochSecond(hour), HistorizeHandler.NAME));
  }
}
