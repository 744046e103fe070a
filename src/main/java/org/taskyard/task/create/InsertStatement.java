package org.taskyard.task.create;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.taskyard.access.audit.Audit;
import org.taskyard.access.audit.Change;
import org.taskyard.database.Sql;
import org.taskyard.json.Json;
import org.taskyard.json.JsonText;
import org.taskyard.task.Lease;
import org.taskyard.task.Task;
import org.taskyard.task.TaskInput;
import org.taskyard.task.TaskView;

/**
 * New tasks by INSERT: tells which ids were in use already, and what became of each task's values.
 */
final class InsertStatement {

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
          request jsonb, request_text text, response jsonb, response_text text, traceparent text, tenant text, acts_for text, audit jsonb)
      ), %s
      INSERT INTO task_live (
        task_id, handler, user_id, entity_id, status, priority, run_at, max_attempts, parent_id, tags,
        request, request_text, response, response_text, traceparent, tenant, acts_for, created_at, updated_at, finished_at)
      SELECT
        task_id, handler, user_id, entity_id, status, priority, run_at,
        coalesce(max_attempts, (SELECT h.max_attempts FROM handler h WHERE h.name = sent.handler), 5), parent_id, tags,
        request, request_text, response, response_text, traceparent, coalesce(tenant, ''), acts_for, now, now, CASE WHEN status <> 'pending' THEN now END
      FROM sent
      ON CONFLICT (task_id) DO NOTHING
      RETURNING task_id
      """
          .formatted(Audit.FROM_SENT);

  private static final String AS_STORED =
      ", (extract(epoch FROM created_at) * 1000000)::bigint, max_attempts, request::text, response::text, tags::text";

  /** Of a batch, as many tasks go into one statement as have so much JSON. */
  private static final int MOST_CHARACTERS = 1024 * 1024;

  /**
   * What the database made of a task: JSON in its own order, for the entity tag is made of that.
   */
  record Stored(Instant createdAt, int maxAttempts, String request, String response, String tags) {

    /**
     * The task that has just been created, as {@link TaskView#of} shows it.
     *
     * @param lease null unless it was recorded as running elsewhere
     */
    TaskView view(UUID id, TaskInput input, Lease lease) {
      return TaskView.of(
          Task.made(id, input, createdAt, maxAttempts, request, response, tags), lease);
    }
  }

  private InsertStatement() {}

  /**
   * Writes the tasks within the caller's transaction.
   *
   * @param changes one per task, to be recorded with it; null for none
   * @return those that are new; the ids of the others were in use
   */
  static Map<UUID, Stored> run(
      Sql sql, List<UUID> ids, List<TaskInput> inputs, List<Change> changes) {
    Map<UUID, Stored> made = new HashMap<>();
    sql.each(
        SubmitTasks.FAILED,
        INSERT + AS_STORED,
        row -> made.put(Sql.uuid(row), stored(row)),
        rows(ids, inputs, changes));
    return made;
  }

  /** The same of a batch: the ids of those that are new. */
  static Set<UUID> ids(Sql sql, List<UUID> ids, List<TaskInput> inputs) {
    Set<UUID> made = new HashSet<>();
    int characters = 0;
    int first = 0;
    for (int i = 0; i < ids.size(); i++) {
      characters += inputs.get(i).characters();
      if (characters > MOST_CHARACTERS || i == ids.size() - 1) {
        made.addAll(
            sql.query(
                SubmitTasks.FAILED,
                INSERT,
                Sql::uuid,
                rows(ids.subList(first, i + 1), inputs.subList(first, i + 1), null)));
        first = i + 1;
        characters = 0;
      }
    }
    return made;
  }

  private static String rows(List<UUID> ids, List<TaskInput> inputs, List<Change> changes) {
    ArrayNode rows = Json.MAPPER.createArrayNode();
    for (int i = 0; i < ids.size(); i++) {
      ObjectNode row = row(ids.get(i), inputs.get(i));
      if (changes != null && changes.get(i) != null) {
        row.set("audit", changes.get(i).row());
      }
      rows.add(row);
    }
    return Json.write(rows);
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        Instant.EPOCH.plus(row.getLong(2), ChronoUnit.MICROS),
        row.getInt(3),
        row.getString(4),
        row.getString(5),
        row.getString(6));
  }

  private static ObjectNode row(UUID id, TaskInput input) {
    ObjectNode row = Json.MAPPER.createObjectNode();
    row.put("task_id", id.toString());
    row.put("handler", input.handler());
    row.put("user_id", input.about().userId());
    row.put("entity_id", input.about().entityId());
    row.put("status", input.storedStatus().text());
    row.put("priority", input.plan().priorityOrDefault());
    row.put("run_at", input.plan().runAt() == null ? null : input.plan().runAt().toString());
    row.put("max_attempts", input.plan().maxAttempts());
    row.put(
        "parent_id", input.about().parentId() == null ? null : input.about().parentId().toString());
    putRaw(row, "tags", input.about().tags());
    putJson(row, "request", input.payload().request());
    putJson(row, "response", input.payload().response());
    if (input.origin().owner().isLimited()) {
      row.put("tenant", input.origin().owner().tenant());
      row.put("acts_for", input.origin().owner().user());
    }
    if (input.origin().traceparent() != null) {
      row.put("traceparent", input.origin().traceparent());
    }
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
}
