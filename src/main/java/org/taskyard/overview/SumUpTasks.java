package org.taskyard.overview;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.criteria.CriteriaQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.taskyard.platform.Json;
import org.taskyard.search.SearchRequest;
import org.taskyard.search.SearchTasks;
import org.taskyard.search.TaskTotal;
import org.taskyard.task.TaskStatus;

/** Sums up the counters of all tasks. */
@Stateless
public class SumUpTasks {

  private static final SearchRequest OLDEST_PENDING =
      SearchRequest.read(
          Json.MAPPER
              .createObjectNode()
              .put("sort", "created_at")
              .put("per-page", 1)
              .put("count", "none")
              .set(
                  "filter",
                  Json.MAPPER.createObjectNode().put("status", TaskStatus.PENDING.text())));

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  @EJB private SearchTasks searchTasks;

  /** The numbers of this moment. */
  public TaskStats sumUp() {
    CriteriaQuery<TaskTotal> query = database.getCriteriaBuilder().createQuery(TaskTotal.class);
    query.select(query.from(TaskTotal.class));
    List<TaskTotal> totals =
        database.createQuery(query).setHint("eclipselink.read-only", "true").getResultList();
    TaskStats.Counts live = counts(totals, total -> !total.historized());
    // where nothing waits, the search would pass by all that has waited since the last vacuum
    boolean waits = live.byStatus().get(TaskStatus.PENDING.text()) > 0;
    return new TaskStats(
        live,
        counts(totals, TaskTotal::historized),
        handlers(totals),
        waits ? oldestPending() : null);
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

  private TaskStats.OldestPending oldestPending() {
    return searchTasks.search(OLDEST_PENDING).tasks().stream()
        .findFirst()
        .map(
            task ->
                new TaskStats.OldestPending(
                    task.taskId(), task.handler(), task.createdAt(), task.runAt()))
        .orElse(null);
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
