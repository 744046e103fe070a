package org.taskyard.execution.lease;

import java.time.Duration;
import java.util.UUID;
import org.taskyard.task.TaskStatus;

/**
 * How a run ends: what its holder wants written. It is written only if the holder still holds the
 * lease, and a task whose cancel was asked for ends cancelled, whatever the holder wants, unless it
 * is completed. There are no other moves out of running by the engine or a worker.
 */
public sealed interface Ending {

  /** Which run ends, and what is new of it. */
  RunReport report();

  /** The stored status that the task gets. */
  TaskStatus status();

  /** Why the run did not complete the task, null if nothing went wrong. */
  default Failure failure() {
    return null;
  }

  default UUID taskId() {
    return report().taskId();
  }

  default UUID token() {
    return report().token();
  }

  /** The task leaves the queue. */
  sealed interface Final extends Ending {

    /** JSON, null for none. */
    String response();
  }

  /** The task stays in the queue, to run again. */
  sealed interface PutBack extends Ending {

    @Override
    default TaskStatus status() {
      return TaskStatus.PENDING;
    }

    /** Whether the run counts as one of the task's attempts. */
    default boolean counted() {
      return false;
    }

    /** Wait before the task is due again; null: due as before. */
    default Duration after() {
      return null;
    }
  }

  /** The run did its work. */
  record Completed(RunReport report, String response) implements Final {
    @Override
    public TaskStatus status() {
      return TaskStatus.COMPLETED;
    }
  }

  /**
   * No further attempt.
   *
   * @param response what was done all the same, null if nothing was
   */
  record Failed(RunReport report, Failure failure, String response) implements Final {
    @Override
    public TaskStatus status() {
      return TaskStatus.FAILED;
    }
  }

  /** Another attempt after a wait. */
  record Retried(RunReport report, Failure failure, Duration after) implements PutBack {
    @Override
    public boolean counted() {
      return true;
    }
  }

  /** Put off by its handler or worker: due again after a wait, and no attempt is used up. */
  record PutOff(RunReport report, Failure failure, Duration after) implements PutBack {}

  /**
   * Handed back by a holder that cannot go on: as if it had not been claimed, but for progress and
   * checkpoint.
   */
  record Released(RunReport report) implements PutBack {}
}
