package org.taskyard.work;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.LeasedRun;

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
      WHERE q.task_id = ANY (?::uuid[]) AND q.token IS NOT NULL
      """;

  @Inject private Sql sql;

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
    Map<UUID, LeasedRun> runs = new HashMap<>();
    sql.each(
        "Failures cannot be judged",
        RUNS,
        row -> runs.put(Sql.uuid(row), LeasedRun.of(row, row.getInt("max_attempts"))),
        SqlArray.of("uuid", items, item -> item.run().taskId()));
    return runs;
  }
}
