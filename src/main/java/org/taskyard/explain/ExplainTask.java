package org.taskyard.explain;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.database.Sql;
import org.taskyard.task.Task;
import org.taskyard.task.TaskErrors.TaskNotFound;
import org.taskyard.task.Task_;

/** Explains why a task is not running, or not done. */
@Stateless
public class ExplainTask {

  @Inject private EntityManager database;
  @Inject private Sql sql;

  /**
   * All the reasons that hold now.
   *
   * @param owner whose tasks the caller sees
   * @throws TaskNotFound if there is no such task
   */
  public Explanation explain(UUID id, Owner owner) {
    require(id, owner);
    State state = State.of(id, database);
    Line line =
        state.isClaimable()
            ? sql.within(
                "What waits cannot be read", connection -> Line.of(id, state.handler(), connection))
            : null;
    Reasons reasons = new Reasons(state, line, owner.isLimited());
    return new Explanation(id, state.handler(), reasons.status(), state.now(), reasons.all());
  }

  private void require(UUID id, Owner owner) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<UUID> query = criteria.createQuery(UUID.class);
    Root<Task> task = query.from(Task.class);
    query
        .select(task.get(Task_.taskId))
        .where(
            criteria.equal(task.get(Task_.taskId), id),
            owner.owns(criteria, task.get(Task_.userId)));
    if (database.createQuery(query).getResultList().isEmpty()) {
      throw new TaskNotFound();
    }
  }
}
