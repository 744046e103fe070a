package org.taskyard.task;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.access.audit.Audit;
import org.taskyard.database.ServiceClock;
import org.taskyard.database.Sql;
import org.taskyard.http.conditional.Etag;
import org.taskyard.http.conditional.IfMatch;
import org.taskyard.json.Json;
import org.taskyard.secrecy.Sealing;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.secrecy.Sight;

/** Changes a task on behalf of a client: its fields, its status, cancel and run again. */
@Stateless
public class ChangeTask {

  /** Back into the queue: who held the lease can change nothing any more. */
  private static final String RELEASE =
      "UPDATE queue SET token = NULL, expires_at = NULL, node = NULL, cancel_requested = false WHERE task_id = ?";

  /** The run ends here, whatever its holder may still say (V005__attempts.sql). */
  private static final String TAKE_AWAY =
      """
      INSERT INTO attempt (task_id, token, number, started_at, ended_at, outcome, node)
      SELECT task_id, token, attempt, claimed_at, service_clock(), 'taken_away', node
      FROM queue
      WHERE task_id = ? AND token IS NOT NULL AND node IS NOT NULL
      """;

  private static final String REQUEST_CANCEL =
      "UPDATE queue SET cancel_requested = true WHERE task_id = ?";

  @Inject private EntityManager database;

  @Inject private Sql sql;
  @Inject private Event<TasksSubmitted> submitted;
  @Inject private Audit audit;
  @Inject private Secrecy secrecy;
  @Inject private Sealing sealing;

  /**
   * Takes over the members that the change holds. A change of status away from running takes the
   * lease away, so that whoever runs the task can change nothing any more.
   *
   * @param ifMatch the entity tag that the task must have, null if any will do
   * @param sight what the caller sees of it
   * @return the task as it is now
   * @throws org.taskyard.refusal.InvalidInput if it is to be part of a task that does not exist, or
   *     of itself
   */
  public TaskView change(UUID id, TaskInput change, IfMatch ifMatch, Sight sight) {
    Owner owner = change.origin().owner();
    TaskStatus wished = change.status();
    if (change.about().parentId() != null) {
      Parents.lock(id, change.about().parentId(), sql);
    }
    Task task = lock(id, owner);
    Lease held = database.find(Lease.class, id);
    if (!ifMatch.holds(() -> Etag.of(Json.bytes(TaskView.of(task, held).shown(secrecy, sight))))) {
      throw new TaskErrors.TaskHasChanged();
    }
    change.keepSecrets(secrecy, task.handler, sight);
    if (change.about().parentId() != null && !change.about().parentId().equals(task.parentId)) {
      Parents.check(id, change.about().parentId(), owner, sql);
    }
    change.expectRunAt(task.runAt);
    TaskView before = TaskView.of(task, held);
    if (wished != null && wished != task.status(held)) {
      move(task, held, wished);
    }
    task.change(change);
    task.seal(sealing);
    return recorded("task.update", before, touched(task));
  }

  /**
   * Asks that the task does not run, or stops running. A pending task is cancelled at once; one
   * that runs gets the request with its next heartbeat, and is cancelled as soon as its handler has
   * noticed or its time to do so is over.
   */
  public TaskView cancel(UUID id, Owner owner) {
    Task task = lock(id, owner);
    Lease held = database.find(Lease.class, id);
    if (held != null && held.onANode()) {
      run(REQUEST_CANCEL, id);
      database.detach(held);
      audit.record("task.cancel", id, null, Map.of("cancel_requested", true));
      return touched(task);
    }
    TaskView before = TaskView.of(task, held);
    move(task, held, TaskStatus.CANCELLED);
    return recorded("task.cancel", before, touched(task));
  }

  /** Runs a failed or cancelled task again, with all its attempts and the rights that it had. */
  public TaskView retry(UUID id, Owner owner) {
    Task task = lock(id, owner);
    Lease held = database.find(Lease.class, id);
    if (held != null) {
      throw new TaskErrors.IllegalTransition(TaskStatus.RUNNING, TaskStatus.PENDING);
    }
    TaskView before = TaskView.of(task, null);
    move(task, held, TaskStatus.PENDING);
    return recorded("task.retry", before, touched(task));
  }

  private TaskView recorded(String action, TaskView before, TaskView after) {
    Set<String> hidden = new HashSet<>(secrecy.hidden(before.handler()));
    hidden.addAll(secrecy.hidden(after.handler()));
    audit.record(action, after.taskId(), before, after, hidden);
    return after;
  }

  private void move(Task task, Lease held, TaskStatus to) {
    TaskStatus from = task.status(held);
    if (!from.moves().contains(to)) {
      throw new TaskErrors.IllegalTransition(from, to);
    }
    if (held != null) {
      run(TAKE_AWAY, task.taskId());
    }
    task.become(to, held, ServiceClock.now(database));
    if (held != null) {
      // out of any other status the queue's row goes by itself (V006__follow_tasks.sql)
      run(RELEASE, task.taskId());
      database.detach(held);
    }
    if (to == TaskStatus.RUNNING) {
      database.flush();
      LeaseElsewhere.of(Set.of(task.taskId()), database);
    }
    if (to == TaskStatus.PENDING) {
      submitted.fire(TasksSubmitted.here(Set.of(task.handler)));
    }
  }

  private Task lock(UUID id, Owner owner) {
    Task task = LockTasks.lock(id, owner, database);
    if (task.historizedAt != null) {
      throw new TaskErrors.TaskIsHistory();
    }
    return task;
  }

  /** As stored: the database writes JSON in its own order, and the entity tag is made of that. */
  private TaskView touched(Task task) {
    task.touch(ServiceClock.now(database));
    database.flush();
    database.refresh(task);
    return TaskView.of(task, database.find(Lease.class, task.taskId()));
  }

  /** By JPA, which sends before what has changed in the task. */
  private void run(String statement, Object parameter) {
    database.createNativeQuery(statement).setParameter(1, parameter).executeUpdate();
  }
}
