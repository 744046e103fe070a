package org.taskyard.schedule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.taskyard.platform.Json;
import org.taskyard.platform.ServiceClock;
import org.taskyard.schedule.timing.DueTimes;
import org.taskyard.task.SubmitTasks;
import org.taskyard.task.TaskInput;

/**
 * Makes the tasks of a schedule that is due. The tasks, the note that there has been one for each
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

  /** What another node has at this moment, or has dealt with meanwhile, is passed over. */
  private static final String TAKE =
      """
      SELECT * FROM schedule
      WHERE schedule_id = ? AND NOT paused AND next_run_at <= (SELECT service_clock())
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

  @PersistenceContext(unitName = "taskyard")
  EntityManager database;

  @Inject SubmitTasks submit;

  /**
   * A schedule that is not paused.
   *
   * @param dueIn from now on; zero or negative if it is
   */
  public record Waiting(UUID scheduleId, Duration dueIn) {}

  /** The schedules that are due first, at most {@value #BATCH}. */
  public List<Waiting> waiting() {
    List<Waiting> waiting = new ArrayList<>();
    for (Object found :
        database.createNativeQuery(WAITING).setParameter(1, BATCH).getResultList()) {
      Object[] row = (Object[]) found;
      waiting.add(new Waiting((UUID) row[0], Duration.ofMillis((Long) row[1])));
    }
    return waiting;
  }

  /**
   * Makes the tasks of one schedule, if it is due and nobody else is at it.
   *
   * @return how many
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public int fire(UUID id) {
    List<?> taken =
        database.createNativeQuery(TAKE, Schedule.class).setParameter(1, id).getResultList();
    if (taken.isEmpty()) {
      return 0;
    }
    Schedule schedule = (Schedule) taken.get(0);
    DueTimes times =
        DueTimes.between(
            schedule.nextRunAt,
            ServiceClock.now(database),
            schedule.timing(),
            schedule.policy(),
            schedule.maxMisfires);
    schedule.moveOn(times.next().orElse(null));
    return times.due().isEmpty() ? 0 : make(schedule, times.due());
  }

  private int make(Schedule schedule, List<Instant> due) {
    List<TaskInput> tasks = due.stream().map(time -> DueTask.of(schedule, time)).toList();
    Set<UUID> first = note(schedule, tasks);
    List<TaskInput> missing = tasks.stream().filter(task -> first.contains(task.taskId())).toList();
    if (!missing.isEmpty()) {
      submit.all(missing);
    }
    schedule.ran(due.get(due.size() - 1), tasks.get(tasks.size() - 1).taskId());
    return missing.size();
  }

  /** Notes the due times; those that are noted already have had their task. */
  private Set<UUID> note(Schedule schedule, List<TaskInput> tasks) {
    ArrayNode rows = Json.MAPPER.createArrayNode();
    tasks.forEach(
        task ->
            rows.addObject()
                .put("schedule_id", schedule.scheduleId.toString())
                .put("run_at", task.runAt().toString())
                .put("task_id", task.taskId().toString()));
    Set<UUID> first = new HashSet<>();
    for (Object id :
        database.createNativeQuery(NOTE).setParameter(1, Json.write(rows)).getResultList()) {
      first.add((UUID) id);
    }
    return first;
  }
}
