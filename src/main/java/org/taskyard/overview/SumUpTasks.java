package org.taskyard.overview;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.List;
import org.taskyard.access.Owner;
import org.taskyard.database.SqlArray;
import org.taskyard.overview.TaskStats.Counts;
import org.taskyard.overview.TaskStats.HandlerCounts;
import org.taskyard.overview.TaskStats.OldestPending;
import org.taskyard.task.Task;
import org.taskyard.task.TaskStatus;
import org.taskyard.task.TaskView;

/** Sums up the counters of all tasks, or of those of a tenant. */
@Stateless
public class SumUpTasks {

  /**
   * In FROM, for in WHERE the function is called to plan, and again to execute. By JPA, which makes
   * the row a task.
   */
  private static final String LONGEST_WAITING =
      """
      SELECT t.*
      FROM waits_longest(?::text[], ?::text) AS first (task_id)
           JOIN task_live t ON t.task_id = ANY (ARRAY[first.task_id])
      """;

  /** The same columns as those of all tenants together. */
  private static final String OF_TENANT =
      "SELECT * FROM tenant_handler_tasks WHERE tenant = ? ORDER BY handler";

  @Inject private EntityManager database;

  /**
   * The numbers of this moment.
   *
   * @param owner everybody, or all users of a tenant
   */
  public TaskStats sumUp(Owner owner) {
    List<HandlerTasks> all = owner.isLimited() ? byHandler(owner.tenant()) : byHandler();
    return new TaskStats(
        Counts.of(all, HandlerTasks::live),
        Counts.of(all, HandlerTasks::historized),
        all.stream().map(HandlerCounts::of).filter(handler -> handler.total() > 0).toList(),
        oldestPending(all, owner));
  }

  private List<HandlerTasks> byHandler() {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<HandlerTasks> query = criteria.createQuery(HandlerTasks.class);
    Root<HandlerTasks> tasks = query.from(HandlerTasks.class);
    query.orderBy(criteria.asc(tasks.get(HandlerTasks_.handler)));
    return database.createQuery(query).setHint("eclipselink.read-only", "true").getResultList();
  }

  @SuppressWarnings("unchecked")
  private List<HandlerTasks> byHandler(String tenant) {
    return database
        .createNativeQuery(OF_TENANT, HandlerTasks.class)
        .setParameter(1, tenant)
        .setHint("eclipselink.read-only", "true")
        .getResultList();
  }

  /** Looked for where something waits, so that it costs little where there are many handlers. */
  private OldestPending oldestPending(List<HandlerTasks> all, Owner owner) {
    List<String> waiting =
        all.stream()
            .filter(tasks -> tasks.live(TaskStatus.PENDING) > 0)
            .map(HandlerTasks::handler)
            .toList();
    if (waiting.isEmpty()) {
      return null;
    }
    Query query = database.createNativeQuery(LONGEST_WAITING, Task.class);
    List<?> found =
        query
            .setParameter(1, SqlArray.texts(waiting).text())
            .setParameter(2, owner.tenant())
            .setHint("eclipselink.read-only", "true")
            .getResultList();
    // none if it was taken meanwhile
    return found.isEmpty() ? null : OldestPending.of(TaskView.of((Task) found.get(0), null));
  }
}
