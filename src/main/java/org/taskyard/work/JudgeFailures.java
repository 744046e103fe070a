package org.taskyard.work;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.RetryPolicy;

/**
 * Decides whether tasks that failed at a remote worker are tried again, by the settings of their
 * handlers.
 */
@Stateless
public class JudgeFailures {

  private static final String RUNS =
      """
      SELECT q.task_id, q.token, q.attempt, t.max_attempts, h.backoff_first_ms, h.backoff_cap_ms
      FROM queue q JOIN task_live t ON t.task_id = ANY (ARRAY[q.task_id]) JOIN handler h ON h.name = q.handler
      WHERE q.task_id = ANY (string_to_array(?, ',')::uuid[])
      """;

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  private record RunUnderWay(UUID token, int attempt, int maxAttempts, RetryPolicy retry) {}

  /** One ending per item whose token is still that of its task; those of others are left out. */
  public List<Ending> judge(List<Report.Item> items) {
    Map<UUID, RunUnderWay> runs = runs(items);
    List<Ending> endings = new ArrayList<>();
    for (Report.Item item : items) {
      RunUnderWay run = runs.get(item.taskId());
      if (run != null && item.token().equals(run.token)) {
        endings.add(ending(item, run).saying(item.log()));
      }
    }
    return endings;
  }

  private static Ending ending(Report.Item item, RunUnderWay run) {
    Optional<Duration> after =
        item.failure().retryable()
            ? run.retry.afterAttempt(
                run.attempt, run.maxAttempts, ThreadLocalRandom.current().nextDouble())
            : Optional.empty();
    return after
        .map(wait -> item.seconds() == null ? wait : Duration.ofSeconds(item.seconds()))
        .map(wait -> Ending.retried(item.taskId(), item.token(), item.failure(), wait))
        .orElseGet(() -> Ending.failed(item.taskId(), item.token(), item.failure()));
  }

  private Map<UUID, RunUnderWay> runs(List<Report.Item> items) {
    String ids = String.join(",", items.stream().map(item -> item.taskId().toString()).toList());
    Map<UUID, RunUnderWay> runs = new HashMap<>();
    for (Object found : database.createNativeQuery(RUNS).setParameter(1, ids).getResultList()) {
      Object[] row = (Object[]) found;
      RetryPolicy retry = new RetryPolicy(millis(row[4]), millis(row[5]));
      runs.put(
          (UUID) row[0], new RunUnderWay((UUID) row[1], number(row[2]), number(row[3]), retry));
    }
    return runs;
  }

  private static Duration millis(Object column) {
    return Duration.ofMillis(((Number) column).longValue());
  }

  private static int number(Object column) {
    return ((Number) column).intValue();
  }
}
