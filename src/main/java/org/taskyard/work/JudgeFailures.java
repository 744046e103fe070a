package org.taskyard.work;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.LeasedRun;
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

  /** One ending per item whose token is still that of its task; those of others are left out. */
  public List<Ending> judge(List<Report.Item> items) {
    Map<UUID, LeasedRun> runs = runs(items);
    List<Ending> endings = new ArrayList<>();
    for (Report.Item item : items) {
      LeasedRun run = runs.get(item.run().taskId());
      if (run != null && item.run().token().equals(run.token())) {
        endings.add(run.failed(item.run(), item.failure(), item.delay()));
      }
    }
    return endings;
  }

  private Map<UUID, LeasedRun> runs(List<Report.Item> items) {
    String ids =
        String.join(",", items.stream().map(item -> item.run().taskId().toString()).toList());
    Map<UUID, LeasedRun> runs = new HashMap<>();
    for (Object found : database.createNativeQuery(RUNS).setParameter(1, ids).getResultList()) {
      Object[] row = (Object[]) found;
      RetryPolicy retry = RetryPolicy.ofMillis(number(row[4]), number(row[5]));
      UUID task = (UUID) row[0];
      runs.put(
          task,
          new LeasedRun(task, (UUID) row[1], (int) number(row[2]), (int) number(row[3]), retry));
    }
    return runs;
  }

  private static long number(Object column) {
    return ((Number) column).longValue();
  }
}
