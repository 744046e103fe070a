package org.taskyard.execution;

/**
 * The code that runs the tasks of one name: a CDI bean with {@link Handles}, shared by all its
 * tasks, so it keeps no state of a task in fields.
 *
 * <p>At least once: after a crash a task is handled again, from its last {@link
 * TaskContext#checkpoint checkpoint}. No transaction is open while a handler runs, unless it asks
 * for one by {@link Handles#transactional()}.
 */
@FunctionalInterface
public interface TaskHandler {

  /**
   * Runs one attempt.
   *
   * @return what came of it
   * @throws NonRetryable to end the task as failed
   * @throws Exception any other exception: retried by the handler's policy, failed when the
   *     attempts are used up
   */
  Outcome handle(TaskContext task) throws Exception;
}
