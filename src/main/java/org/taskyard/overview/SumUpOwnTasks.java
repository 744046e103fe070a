package org.taskyard.overview;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Join;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Root;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.taskyard.access.Owner;
import org.taskyard.overview.TaskStats.Counts;
import org.taskyard.overview.TaskStats.HandlerCounts;
import org.taskyard.overview.TaskStats.OldestPending;
import org.taskyard.task.Lease;
import org.taskyard.task.Lease_;
import org.taskyard.task.Task;
import org.taskyard.task.TaskStatus;
import org.taskyard.task.TaskView;
import org.taskyard.task.Task_;

/**
 * Counts the tasks of one user, task by task: the counters know tenants, but no users. Reads on the
 * connections for searches, which have a time limit.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SumUpOwnTasks {

  @Inject private EntityManager database;

  /** The numbers of this moment. */
  public TaskStats sumUp(Owner owner) {
    List<HandlerTasks> all = byHandler(owner);
    return new TaskStats(
        Counts.of(all, HandlerTasks::live),
        Counts.of(all, HandlerTasks::historized),
        all.stream().map(HandlerCounts::of).filter(handler -> handler.total() > 0).toList(),
        oldestPending(owner));
  }

  private List<HandlerTasks> byHandler(Owner owner) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Tuple> query = criteria.createTupleQuery();
    Root<Task> task = query.from(Task.class);
    Join<Task, Lease> lease = task.join(Task_.lease, JoinType.LEFT);
    // those that run, and those in history
    Expression<Long> leased = criteria.count(lease.get(Lease_.taskId));
    Expression<Long> past = criteria.count(task.get(Task_.historyMonth));
    query
        .multiselect(
            task.get(Task_.handler),
            task.get(Task_.storedStatus),
            criteria.count(task),
            leased,
            past)
        .where(owner.owns(criteria, task.get(Task_.tenant), task.get(Task_.userId)))
        .groupBy(task.get(Task_.handler), task.get(Task_.storedStatus));
    Map<String, HandlerTasks> byName = new TreeMap<>();
    for (Tuple row : database.createQuery(query).getResultList()) {
      HandlerTasks handler =
          byName.computeIfAbsent(row.get(0, String.class), name -> new HandlerTasks(name));
      TaskStatus stored = row.get(1, TaskStatus.class);
      long run = row.get(3, Long.class);
      long historized = row.get(4, Long.class);
      handler.add(stored, false, row.get(2, Long.class) - run - historized);
      handler.add(TaskStatus.RUNNING, false, run);
      handler.add(stored, true, historized);
    }
    return List.copyOf(byName.values());
  }

  private OldestPending oldestPending(Owner owner) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Task> query = criteria.createQuery(Task.class);
    Root<Task> task = query.from(Task.class);
    Join<Task, Lease> lease = task.join(Task_.lease, JoinType.LEFT);
    Expression<Instant> due = criteria.coalesce(task.get(Task_.runAt), task.get(Task_.createdAt));
    query
        .select(task)
        .where(
            owner.owns(criteria, task.get(Task_.tenant), task.get(Task_.userId)),
            criteria.isNull(task.get(Task_.historyMonth)),
            criteria.equal(task.get(Task_.storedStatus), TaskStatus.PENDING),
            criteria.isNull(lease.get(Lease_.taskId)))
        .orderBy(criteria.asc(due), criteria.asc(task.get(Task_.taskId)));
    TypedQuery<Task> first = database.createQuery(query).setMaxResults(1);
    first.setHint("eclipselink.read-only", "true");
    return first.getResultList().stream()
        .findFirst()
        .map(found -> OldestPending.of(TaskView.of(found, null)))
        .orElse(null);
  }
}
