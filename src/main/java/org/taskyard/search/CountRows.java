package org.taskyard.search;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Root;
import org.taskyard.search.TaskField.From;
import org.taskyard.task.Task;
import org.taskyard.task.Task_;

/** Counts task by task. In a transaction of its own, which is lost when the time runs out. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class CountRows {

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  /**
   * The exact number.
   *
   * @throws SearchTooBroad if counting would take longer than its time budget
   */
  public long count(SearchRequest request) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Long> query = criteria.createQuery(Long.class);
    Root<Task> task = query.from(Task.class);
    From from = new From(criteria, task, task.join(Task_.lease, JoinType.LEFT));
    query.select(criteria.count(task)).where(new Predicates(from).of(request));
    return TimeBudget.count(database, database.createQuery(query));
  }
}
