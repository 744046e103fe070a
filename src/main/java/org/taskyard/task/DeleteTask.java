package org.taskyard.task;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.access.audit.Audit;
import org.taskyard.access.audit.Change;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.secrecy.Secrecy;

/**
 * Removes a task, with everything that hangs on it if the caller insists; or moves it to history.
 */
@Stateless
public class DeleteTask {

  private static final String GIVEN = "task_id = ANY (?::uuid[])";

  private static final String SUBTASKS =
      "SELECT task_id, tenant, user_id FROM task WHERE parent_id = ANY (?::uuid[])";

  /** Through the parent table: changing the partition key moves the row. */
  private static final String HISTORIZE =
      """
      UPDATE task
      SET historized_at = clock.now, history_month = date_trunc('month', clock.now AT TIME ZONE 'UTC')::date
      FROM (SELECT service_clock() AS now) AS clock
      WHERE task.task_id = ? AND task.history_month IS NULL
      """;

  private static final String FAILED = "A task cannot be deleted";

  @Inject private Sql sql;

  @Inject private EntityManager database;
  @Inject private Audit audit;
  @Inject private Secrecy secrecy;

  /**
   * Deletes the task and its family in one transaction; running ones are fenced first.
   *
   * @param force true to delete although it is running or others hang on it
   * @param owner whose tasks the caller may delete
   * @throws TaskErrors.DeleteNeedsForce if it is running or others hang on it, and force is not set
   * @throws TaskErrors.OthersHangOnIt if what hangs on it is another user's
   */
  public void delete(UUID id, boolean force, Owner owner) {
    Task task = LockTasks.lock(id, owner, database);
    TaskFamily family = TaskFamily.of(id, owner, sql);
    if (!force) {
      refuseIfConnected(task, family);
    }
    if (family.others() > 0) {
      throw new TaskErrors.OthersHangOnIt();
    }
    TaskView before = TaskView.of(task, database.find(Lease.class, id));
    List<UUID> with = new ArrayList<>();
    List<UUID> ids = family.taskIds();
    while (!ids.isEmpty()) {
      with.addAll(ids);
      ids = deleteWithFiles(SqlArray.uuids(ids), owner);
    }
    with.remove(id);
    audit.record(
        "task.delete",
        id,
        before,
        with.isEmpty() ? null : Map.of("deleted_with_it", Change.several(with)),
        secrecy.hidden(before.handler()));
  }

  /** Returns the subtasks that others have made of them meanwhile; now nobody can any more. */
  private List<UUID> deleteWithFiles(SqlArray ids, Owner owner) {
    // out of the queue first: whoever runs one of them can change nothing any more
    for (String table : List.of("queue", "file", "task")) {
      sql.update(FAILED, "DELETE FROM " + table + " WHERE " + GIVEN, ids);
    }
    List<UUID> late = new ArrayList<>();
    sql.each(
        FAILED,
        SUBTASKS,
        row -> {
          if (!owner.owns(row.getString(2), row.getString(3))) {
            throw new TaskErrors.OthersHangOnIt();
          }
          late.add(Sql.uuid(row));
        },
        ids);
    return late;
  }

  /**
   * Moves the task to history. Its family stays where it is; nothing is lost. Doing it again
   * changes nothing.
   *
   * @throws TaskErrors.TaskIsRunning if it is running
   */
  public void historize(UUID id, Owner owner) {
    LockTasks.lock(id, owner, database);
    if (database.find(Lease.class, id) != null) {
      throw new TaskErrors.TaskIsRunning();
    }
    if (sql.update("A task cannot be historized", HISTORIZE, id) > 0) {
      audit.record("task.historize", id, null, null);
    }
  }

  private void refuseIfConnected(Task task, TaskFamily family) {
    if (database.find(Lease.class, task.taskId()) != null) {
      throw new TaskErrors.DeleteNeedsForce(
          "The task is running. Cancel it first, or repeat with force=true to stop and delete it with all of entities.",
          family.withHead(task));
    }
    if (family.total() > 0 || family.others() > 0) {
      throw new TaskErrors.DeleteNeedsForce(
          "Others hang on this task. Repeat with force=true to delete it with all of entities.",
          family);
    }
  }
}
