package org.taskyard.task;

import java.util.List;
import java.util.UUID;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.ServiceException;

/** What can go wrong with a task, apart from bad input. */
public final class TaskErrors {

  private TaskErrors() {}

  /** No task, live or historized, has that id. */
  public static final class TaskNotFound extends ServiceException {
    private static final long serialVersionUID = 1L;

    public TaskNotFound() {
      super(
          Kind.NOT_FOUND,
          "task-not-found",
          "No such task",
          "No task has this id, neither live nor historized.");
    }
  }

  /** The id that a client chose belongs to a task already. */
  public static final class TaskIdTaken extends ServiceException {
    private static final long serialVersionUID = 1L;

    public TaskIdTaken(UUID id) {
      super(
          Kind.CONFLICT,
          "task-id-taken",
          "The task exists already",
          "A task with this task_id exists already, see Location. Leave task_id out to have a new one made.");
      put("task_id", id);
      put("location", "/v2/task/view/" + id);
    }
  }

  /**
   * Ids that a client chose for a batch belong to tasks already; nothing of the batch was created.
   */
  public static final class TaskIdsTaken extends ServiceException {
    private static final long serialVersionUID = 1L;

    public TaskIdsTaken(List<Faults.Fault> taken) {
      super(
          Kind.CONFLICT,
          "task-id-taken",
          "Some of the tasks exist already",
          "Nothing was created. Leave these out, or repeat with partial=true to create the others.");
      put("errors", taken);
    }
  }

  /** The lifecycle has no such move. */
  public static final class IllegalTransition extends ServiceException {
    private static final long serialVersionUID = 1L;

    public IllegalTransition(TaskStatus from, TaskStatus to) {
      super(
          Kind.CONFLICT,
          "illegal-transition",
          "The status cannot change like that",
          "A " + from.text() + " task cannot become " + to.text() + ".");
      put("from", from.text());
      put("to", to.text());
      put("allowed", from.moves().stream().map(TaskStatus::text).toList());
    }
  }

  /** Historized tasks are records: they are read and deleted, never changed. */
  public static final class TaskIsHistory extends ServiceException {
    private static final long serialVersionUID = 1L;

    public TaskIsHistory() {
      super(
          Kind.CONFLICT,
          "task-is-historized",
          "The task is historized",
          "A historized task is no longer active and cannot be changed; create a new one.");
    }
  }

  /** The caller's If-Match names another version. */
  public static final class TaskHasChanged extends ServiceException {
    private static final long serialVersionUID = 1L;

    public TaskHasChanged() {
      super(
          Kind.STALE,
          "task-has-changed",
          "The task has changed meanwhile",
          "If-Match names another version of the task. View it again and repeat the change on what it is now.");
    }
  }

  /** Deleting needs force: the task runs, or others hang on it. */
  public static final class DeleteNeedsForce extends ServiceException {
    private static final long serialVersionUID = 1L;

    public DeleteNeedsForce(String detail, TaskFamily family) {
      super(Kind.CONFLICT, "delete-needs-force", "Nothing was deleted", detail);
      put("entities", family.listed());
      put("total", family.total());
    }
  }

  /** What hangs on the task is not the caller's. */
  public static final class OthersHangOnIt extends ServiceException {
    private static final long serialVersionUID = 1L;

    public OthersHangOnIt() {
      super(
          Kind.CONFLICT,
          "others-hang-on-it",
          "Nothing was deleted",
          "Tasks or files of other users hang on this task. Somebody with the scope task:all-users can delete it.");
    }
  }

  /** Historizing needs a task that is not running. */
  public static final class TaskIsRunning extends ServiceException {
    private static final long serialVersionUID = 1L;

    public TaskIsRunning() {
      super(
          Kind.CONFLICT,
          "task-is-running",
          "The task is running",
          "A running task is not historized. Cancel it and wait for its end, or delete it with force=true.");
    }
  }
}
