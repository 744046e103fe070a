package org.taskyard.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.taskyard.platform.Json;
import org.taskyard.platform.JsonText;

/**
 * Creates tasks: one, a batch, or a chunk of an import, always by the same statement. Joins the
 * caller's transaction, so that a task can be created together with what it is about.
 */
@Stateless
public class SubmitTasks {

  private static final NoArgGenerator NEW_ID = Generators.timeBasedEpochGenerator();

  /**
   * The clock is asked per row, in the order of the batch, so that created_at and task_id sort
   * alike.
   */
  private static final String INSERT =
      """
      WITH sent AS MATERIALIZED (
        SELECT n.*, service_clock() AS now
        FROM jsonb_to_recordset(?::jsonb) AS n (
          task_id uuid, handler text, user_id text, entity_id text, status text, priority smallint, run_at timestamptz,
          max_attempts integer, parent_id uuid, tags jsonb,
          request jsonb, request_text text, response jsonb, response_text text)
      )
      INSERT INTO task_live (
        task_id, handler, user_id, entity_id, status, priority, run_at, max_attempts, parent_id, tags,
        request, request_text, response, response_text, created_at, updated_at, finished_at)
      SELECT
        task_id, handler, user_id, entity_id, status, priority, run_at,
        coalesce(max_attempts, (SELECT h.max_attempts FROM handler h WHERE h.name = sent.handler), 5), parent_id, tags,
        request, request_text, response, response_text, now, now, CASE WHEN status <> 'pending' THEN now END
      FROM sent
      ON CONFLICT (task_id) DO NOTHING
      """;

  /** Recorded as running elsewhere: leased to nobody here, for ever, so that no node rescues it. */
  static final String LEASE_ELSEWHERE =
      """
      UPDATE queue
      SET token = gen_random_uuid(), attempt = attempt + 1, node = NULL,
          claimed_at = clock.now, updated_at = clock.now, expires_at = 'infinity'
      FROM (SELECT service_clock() AS now) AS clock
      WHERE task_id = ANY (string_to_array(?, ',')::uuid[])
      """;

  /**
   * An id of the client may belong to history; asked after the insert, so that a move into history
   * is seen.
   */
  private static final String HISTORIZED =
      """
      SELECT task_id FROM task
      WHERE history_month IS NOT NULL AND task_id = ANY (string_to_array(?, ',')::uuid[])
      """;

  private static final String TAKE_BACK =
      "DELETE FROM task_live WHERE task_id = ANY (string_to_array(?, ',')::uuid[])";

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  @Inject private Event<TasksSubmitted> submitted;

  /**
   * Creates one task.
   *
   * @return the task as stored
   * @throws TaskErrors.TaskIdTaken if its id is in use; nothing is created
   */
  public TaskView one(TaskInput input) {
    UUID id = idOf(input);
    String rows = "[" + Json.write(row(id, input)) + "]";
    List<?> made =
        database
            .createNativeQuery(INSERT + "RETURNING *", Task.class)
            .setParameter(1, rows)
            .getResultList();
    if (made.isEmpty() || (input.taskId() != null && !dropHistorized(Set.of(id)).isEmpty())) {
      throw new TaskErrors.TaskIdTaken(id);
    }
    submitted.fire(TasksSubmitted.here(Set.of(input.handler())));
    if (input.status() != TaskStatus.RUNNING) {
      return TaskView.of((Task) made.get(0), null);
    }
    leaseElsewhere(List.of(id));
    return TaskView.of((Task) made.get(0), database.find(Lease.class, id));
  }

  /**
   * The outcome of a batch.
   *
   * @param ids the id of each input, in its order
   * @param taken those whose id was in use already; they were not created
   */
  public record Batch(List<UUID> ids, Set<UUID> taken) {}

  /**
   * Creates all tasks whose id is free. The caller decides what taken ids mean; to create nothing
   * then, it rolls back.
   *
   * @param inputs with no id twice
   */
  public Batch all(List<TaskInput> inputs) {
    List<UUID> ids = inputs.stream().map(SubmitTasks::idOf).toList();
    ArrayNode rows = Json.MAPPER.createArrayNode();
    Set<UUID> chosen = new HashSet<>();
    Set<UUID> elsewhere = new HashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      TaskInput input = inputs.get(i);
      rows.add(row(ids.get(i), input));
      if (input.taskId() != null) {
        chosen.add(ids.get(i));
      }
      if (input.status() == TaskStatus.RUNNING) {
        elsewhere.add(ids.get(i));
      }
    }
    List<?> made =
        database
            .createNativeQuery(INSERT + "RETURNING task_id")
            .setParameter(1, Json.write(rows))
            .getResultList();
    Set<UUID> taken = new HashSet<>(made.size() < ids.size() ? ids : List.of());
    made.forEach(id -> taken.remove((UUID) id));
    taken.addAll(dropHistorized(chosen));
    elsewhere.removeAll(taken);
    leaseElsewhere(elsewhere);
    submitted.fire(
        TasksSubmitted.here(inputs.stream().map(TaskInput::handler).collect(Collectors.toSet())));
    return new Batch(ids, taken);
  }

  /** Takes back those whose id belongs to a historized task, and returns them. */
  private Set<UUID> dropHistorized(Set<UUID> chosen) {
    Set<UUID> historized = new HashSet<>();
    if (!chosen.isEmpty()) {
      List<?> found =
          database.createNativeQuery(HISTORIZED).setParameter(1, joined(chosen)).getResultList();
      found.forEach(id -> historized.add((UUID) id));
    }
    if (!historized.isEmpty()) {
      database.createNativeQuery(TAKE_BACK).setParameter(1, joined(historized)).executeUpdate();
    }
    return historized;
  }

  private void leaseElsewhere(Collection<UUID> ids) {
    if (!ids.isEmpty()) {
      database.createNativeQuery(LEASE_ELSEWHERE).setParameter(1, joined(ids)).executeUpdate();
    }
  }

  private static UUID idOf(TaskInput input) {
    return input.taskId() == null ? NEW_ID.generate() : input.taskId();
  }

  private static ObjectNode row(UUID id, TaskInput input) {
    TaskStatus status =
        input.status() == null || input.status() == TaskStatus.RUNNING
            ? TaskStatus.PENDING
            : input.status();
    ObjectNode row = Json.MAPPER.createObjectNode();
    row.put("task_id", id.toString());
    row.put("handler", input.handler());
    row.put("user_id", input.userId());
    row.put("entity_id", input.entityId());
    row.put("status", status.text());
    row.put("priority", input.priority() == null ? TaskInput.DEFAULT_PRIORITY : input.priority());
    row.put("run_at", input.runAt() == null ? null : input.runAt().toString());
    row.put("max_attempts", input.maxAttempts());
    row.put("parent_id", input.parentId() == null ? null : input.parentId().toString());
    putRaw(row, "tags", input.tags());
    putJson(row, "request", input.request());
    putJson(row, "response", input.response());
    return row;
  }

  private static void putJson(ObjectNode row, String name, JsonText value) {
    if (value != null) {
      putRaw(row, name, value.json());
      row.put(name + "_text", value.text());
    }
  }

  private static void putRaw(ObjectNode row, String name, String json) {
    if (json != null) {
      row.putRawValue(name, new RawValue(json));
    }
  }

  static String joined(Iterable<?> ids) {
    StringBuilder text = new StringBuilder();
    ids.forEach(id -> text.append(text.isEmpty() ? "" : ",").append(id));
    return text.toString();
  }
}
