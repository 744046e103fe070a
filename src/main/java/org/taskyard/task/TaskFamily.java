package org.taskyard.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;

/**
 * What hangs on a task: its subtasks, theirs, and so on, and the files that any of them made.
 *
 * @param taskIds the task itself first, then every task below it
 * @param listed the first hundred connected entities, for people: {@code type}, {@code id}, {@code
 *     handler}, {@code status}
 * @param total how many connected entities there are that the caller sees
 * @param others how many there are that it does not see
 */
record TaskFamily(List<UUID> taskIds, List<Map<String, Object>> listed, long total, long others) {

  private static final int LISTED = 100;

  private static final String FAILED = "What hangs on a task cannot be read";

  /** UNION, not UNION ALL: clients may have tied parents into a ring. */
  private static final String BELOW =
      """
      WITH RECURSIVE family (task_id) AS (
        SELECT task_id FROM task WHERE parent_id = ?
        UNION
        SELECT t.task_id FROM family f JOIN task t ON t.parent_id = f.task_id
      )
      SELECT t.task_id, t.handler, CASE WHEN l.task_id IS NULL THEN t.status ELSE 'running' END, t.tenant, t.user_id
      FROM family f JOIN task t USING (task_id) LEFT JOIN lease l USING (task_id)
      ORDER BY t.created_at, t.task_id
      """;

  private static final String FILES =
      """
      SELECT file_id, name, tenant, user_id FROM file
      WHERE task_id = ANY (?::uuid[])
      ORDER BY created_at, file_id
      """;

  /**
   * Reads the family of a task.
   *
   * @param owner whose tasks and files the caller sees
   */
  static TaskFamily of(UUID root, Owner owner, Sql sql) {
    List<UUID> ids = new ArrayList<>(List.of(root));
    List<Map<String, Object>> listed = new ArrayList<>();
    long[] others = {0};
    sql.each(
        FAILED,
        BELOW,
        row -> {
          UUID id = Sql.uuid(row);
          if (!root.equals(id)) {
            ids.add(id);
            if (owner.owns(row.getString(4), row.getString(5))) {
              listed.add(
                  entity("task", id, "handler", row.getString(2), "status", row.getString(3)));
            } else {
              others[0]++;
            }
          }
        },
        root);
    sql.each(
        FAILED,
        FILES,
        row -> {
          if (owner.owns(row.getString(3), row.getString(4))) {
            listed.add(entity("file", Sql.uuid(row), "name", row.getString(2), "status", "stored"));
          } else {
            others[0]++;
          }
        },
        SqlArray.uuids(ids));
    return new TaskFamily(
        ids,
        List.copyOf(listed.subList(0, Math.min(LISTED, listed.size()))),
        listed.size(),
        others[0]);
  }

  private static Map<String, Object> entity(
      String type, Object id, String key, Object name, String state, Object value) {
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("type", type);
    entity.put("id", id);
    entity.put(key, name);
    entity.put(state, value);
    return entity;
  }

  /**
   * The family with its head at the front of the list, for refusals that are about the head itself.
   */
  TaskFamily withHead(Task head) {
    List<Map<String, Object>> all = new ArrayList<>();
    all.add(
        entity(
            "task", head.taskId(), "handler", head.handler, "status", TaskStatus.RUNNING.text()));
    all.addAll(listed);
    return new TaskFamily(taskIds, all.subList(0, Math.min(LISTED, all.size())), total + 1, others);
  }
}
