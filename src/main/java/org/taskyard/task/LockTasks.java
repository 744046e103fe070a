package org.taskyard.task;

import jakarta.persistence.EntityManager;
import java.util.UUID;

/**
 * Locks a task's place in the queue. Everything that changes a task locks there first and the task
 * itself second, as engine and workers do, so that nobody waits in a ring; and while it is locked
 * nobody claims, ends or rescues the task.
 */
final class LockTasks {

  private LockTasks() {}

  /** Finished tasks have no place; then nothing is locked. */
  static void inQueue(UUID id, EntityManager database) {
    database
        .createNativeQuery("SELECT 1 FROM queue WHERE task_id = ? FOR UPDATE")
        .setParameter(1, id)
        .getResultList();
  }
}
