package org.taskyard.task;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Join;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.UUID;
import org.taskyard.access.Owner;

/** Finds one task by its id, live or historized. */
@Stateless
public class ViewTask {

  @Inject private EntityManager database;

  /** Whether there is such a task, among those that the caller sees. */
  public boolean exists(UUID id, Owner owner) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<UUID> query = criteria.createQuery(UUID.class);
    Root<Task> task = query.from(Task.class);
    query.select(task.get(Task_.taskId)).where(isThat(criteria, task, id, owner));
    return !database.createQuery(query).getResultList().isEmpty();
  }

  private static Predicate isThat(CriteriaBuilder criteria, Root<Task> task, UUID id, Owner owner) {
    return criteria.and(
        criteria.equal(task.get(Task_.taskId), id),
        owner.owns(criteria, task.get(Task_.tenant), task.get(Task_.userId)));
  }

  /**
   * The task as it is now.
   *
   * @param owner whose tasks the caller sees
   * @throws TaskErrors.TaskNotFound if there is none
   */
  public TaskView view(UUID id, Owner owner) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Tuple> query = criteria.createTupleQuery();
    Root<Task> task = query.from(Task.class);
    Join<Task, Lease> lease = task.join(Task_.lease, JoinType.LEFT);
    query.multiselect(task, lease).where(isThat(criteria, task, id, owner));
    List<Tuple> found = database.createQuery(query).getResultList();
    if (found.isEmpty()) {
      throw new TaskErrors.TaskNotFound();
    }
    return TaskView.of(found.get(0).get(0, Task.class), found.get(0).get(1, Lease.class));
  }
}
