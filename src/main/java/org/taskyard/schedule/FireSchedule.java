package org.taskyard.schedule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.taskyard.access.audit.Author;
import org.taskyard.database.ServiceClock;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.json.Json;
import org.taskyard.schedule.timing.DueTimes;
import org.taskyard.task.TaskInput;
import org.taskyard.task.create.SubmitTasks;

/**
 * Makes the tasks of schedules that are due. The tasks, the note that there has been one for each
 * due time, and the next due time commit together or not at all.
 */
@Stateless
public class FireSchedule {

  /** Most schedules that one look finds. */
  static final int BATCH = 1_000;

  private static final String WAITING =
      """
      SELECT schedule_id, (1000 * extract(epoch FROM next_run_at - clock.now))::bigint
      FROM schedule, (SELECT service_clock() AS now) AS clock
      WHERE NOT paused AND next_run_at IS NOT NULL
      ORDER BY next_run_at, schedule_id
      LIMIT ?
      """;

  /**
   * What another node has at this moment, or has dealt with meanwhile, is passed over. By JPA, for
   * the schedules are changed.
   */
  private static final String TAKE =
      """
      SELECT * FROM schedule
      WHERE schedule_id = ANY (?::uuid[])
        AND NOT paused AND next_run_at <= (SELECT service_clock())
      ORDER BY next_run_at, schedule_id
      FOR UPDATE SKIP LOCKED
      """;

  private static final String NOTE =
      """
      INSERT INTO schedule_run (schedule_id, due_at, task_id, made_at)
      SELECT schedule_id, run_at, task_id, service_clock()
      FROM jsonb_to_recordset(?::jsonb) AS n (schedule_id uuid, run_at timestamptz, task_id uuid)
      ON CONFLICT (schedule_id, due_at) DO NOTHING
      RETURNING task_id
      """;

  @Inject EntityManager database;

  @Inject Sql sql;
  @EJB SubmitTasks submit;

  /**
   * A schedule that is not paused.
   *
   * @param dueIn from now on; zero or negative if it is
   */
  public record Waiting(UUID scheduleId, Duration dueIn) {}

  /** The schedules that are due first, at most {@value #BATCH}. */
  public List<Waiting> waiting() {
    return sql.query(
        "Due schedules cannot be found",
        WAITING,
        row -> new Waiting(Sql.uuid(row), Duration.ofMillis(row.getLong(2))),
        BATCH);
  }

  /**
   * Makes the tasks of those schedules that are due, and that nobody else is at.
   *
   * @return how many
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public int fire(List<UUID> ids) {
    String wanted = SqlArray.uuids(ids).text();
    List<?> taken =
        database.createNativeQuery(TAKE, Schedule.class).setParameter(1, wanted).getResultList();
    if (taken.isEmpty()) {
      return 0;
    }
    Instant now = ServiceClock.now(database);
    Map<TaskInput, Author> tasks = new LinkedHashMap<>();
    ArrayNode notes = Json.MAPPER.createArrayNode();
    for (Object each : taken) {
      Schedule schedule = (Schedule) each;
      Author author = Author.schedule(schedule.scheduleId, schedule.actsFor());
      move(schedule, now, notes).forEach(task -> tasks.put(task, author));
    }
    Set<UUID> first = tasks.isEmpty() ? Set.of() : note(notes);
    tasks.keySet().removeIf(task -> !first.contains(task.taskId()));
    if (!tasks.isEmpty()) {
      submit.all(List.copyOf(tasks.keySet()), List.copyOf(tasks.values()));
    }
    return tasks.size();
  }

  /**
   * Moves a schedule on to its next due time; returns the tasks for those that it leaves behind.
   */
  private static List<TaskInput> move(Schedule schedule, Instant now, ArrayNode notes) {
    DueTimes times =
        DueTimes.between(
            schedule.nextRunAt, now, schedule.timing(), schedule.policy(), schedule.maxMisfires);
    schedule.moveOn(times.next().orElse(null));
    List<TaskInput> tasks = new ArrayList<>();
    for (Instant due : times.due()) {
      TaskInput task = DueTask.of(schedule, due);
      tasks.add(task);
      schedule.ran(due, task.taskId());
      notes
          .addObject()
          .put("schedule_id", schedule.scheduleId.toString())
          .put("run_at", due.toString())
          .put("task_id", task.taskId().toString());
    }
    return tasks;
  }

  /** Notes the due times; those that are noted already have had their task. */
  private Set<UUID> note(ArrayNode rows) {
    return Set.copyOf(sql.query("Due times cannot be noted", NOTE, Sql::uuid, Json.write(rows)));
  }
}
