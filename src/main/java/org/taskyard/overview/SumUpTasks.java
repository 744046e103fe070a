package org.taskyard.overview;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.persistence.criteria.CriteriaQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.taskyard.search.TaskTotal;
import org.taskyard.task.Task;
import org.taskyard.task.TaskStatus;
import org.taskyard.task.TaskView;

/** Sums up the counters of all tasks. */
@Stateless
public class SumUpTasks {

  /** In FROM, for in WHERE the function is called to plan, and again to execute. */
  private static final String LONGEST_WAITING =
      """
      SELECT t.*
      FROM waits_longest(string_to_array(?, ',')) AS first (task_id)
           JOIN task_live t ON t.task_id = ANY (ARRAY[first.task_id])
      """;

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  /** The numbers of this moment. */
  public TaskStats sumUp() {
    CriteriaQuery<TaskTotal> query = database.getCriteriaBuilder().createQuery(TaskTotal.class);
    query.select(query.from(TaskTotal.class));
    List<TaskTotal> totals =
        database.createQuery(query).setHint("eclipselink.read-only", "true").getResultList();
    List<TaskStats.HandlerCounts> handlers = handlers(totals);
    return new TaskStats(
        counts(totals, total -> !total.historized()),
        counts(totals, TaskTotal::historized),
        handlers,
        oldestPending(handlers));
  }

  private static TaskStats.Counts counts(List<TaskTotal> totals, Predicate<TaskTotal> of) {
    Map<String, Long> byStatus = none();
    totals.stream()
        .filter(of)
        .forEach(total -> byStatus.merge(total.status(), total.total(), Long::sum));
    return new TaskStats.Counts(sum(byStatus), byStatus);
  }

  private static List<TaskStats.HandlerCounts> handlers(List<TaskTotal> totals) {
    Map<String, Map<String, Long>> handlers = new TreeMap<>();
    totals.stream()
        .filter(total -> !total.historized())
        .forEach(
            total ->
                handlers
                    .computeIfAbsent(total.handler(), name -> none())
                    .merge(total.status(), total.total(), Long::sum));
    return handlers.entrySet().stream()
        .map(of -> new TaskStats.HandlerCounts(of.getKey(), sum(of.getValue()), of.getValue()))
        .filter(counts -> counts.total() > 0)
        .toList();
  }

  /** Looked for where something waits, so that it costs little where there are many handlers. */
  private TaskStats.OldestPending oldestPending(List<TaskStats.HandlerCounts> handlers) {
    String waiting =
        handlers.stream()
            .filter(counts -> counts.byStatus().get(TaskStatus.PENDING.text()) > 0)
            .map(TaskStats.HandlerCounts::handler)
            .collect(Collectors.joining(","));
    if (waiting.isEmpty()) {
      return null;
    }
    Query query = database.createNativeQuery(LONGEST_WAITING, Task.class);
    List<?> found =
        query.setParameter(1, waiting).setHint("eclipselink.read-only", "true").getResultList();
    // none if it was taken meanwhile
    return found.isEmpty()
        ? null
        : TaskStats.OldestPending.of(TaskView.of((Task) found.get(0), null));
  }

  private static Map<String, Long> none() {
    Map<String, Long> counts = new LinkedHashMap<>();
    Stream.of(TaskStatus.values()).forEach(status -> counts.put(status.text(), 0L));
    return counts;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
