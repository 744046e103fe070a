package org.taskyard.task;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.UUID;
import org.taskyard.access.Owner;

/**
 * Locks a task's place in the queue, then the task itself. Everything that changes a task locks in
 * this order, as engine and workers do, so that nobody waits in a ring; and while the place is
 * locked nobody claims, ends or rescues the task.
 */
final class LockTasks {

  /** Finished tasks have no place; then nothing is locked. What is another user's neither. */
  private static final String IN_QUEUE =
      """
      SELECT 1 FROM queue
      WHERE task_id = ?1
        AND (?2::text IS NULL OR tenant = ?2::text)
        AND (?3::text IS NULL
             OR EXISTS (SELECT 1 FROM task_live t WHERE t.task_id = queue.task_id AND t.user_id = ?3::text))
      FOR UPDATE OF queue
      """;

  private LockTasks() {}

  /**
   * Locks the task.
   *
   * @param owner whose tasks the caller may change
   * @throws TaskErrors.TaskNotFound if there is none of that id
   */
  static Task lock(UUID id, Owner owner, EntityManager database) {
    database
        .createNativeQuery(IN_QUEUE)
        .setParameter(1, id)
        .setParameter(2, owner.tenant())
        .setParameter(3, owner.user())
        .getResultList();
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Task> query = criteria.createQuery(Task.class);
    Root<Task> task = query.from(Task.class);
    query
        .select(task)
        .where(
            criteria.equal(task.get(Task_.taskId), id),
            owner.owns(criteria, task.get(Task_.tenant), task.get(Task_.userId)));
    List<Task> locked =
        database.createQuery(query).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
    if (locked.isEmpty()) {
      throw new TaskErrors.TaskNotFound();
    }
    return locked.get(0);
  }
}
