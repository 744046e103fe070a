package org.taskyard.upkeep;

import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.database.Sql;
import org.taskyard.execution.lease.EndedRun;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.ExchangeTasks;
import org.taskyard.execution.lease.Failure;
import org.taskyard.execution.lease.LeasedRun;
import org.taskyard.execution.node.Tally;

/**
 * Ends runs whose holder was lost: those whose lease is over. The run counts as an attempt, so that
 * a task which takes its node down with it comes back ever more slowly and ends as failed.
 */
@Stateless
@Local(Chore.class)
public class RescueLostLeases implements Chore {

  static final int BATCH = 100;

  private static final Logger LOG = Logger.getLogger(RescueLostLeases.class.getName());

  /**
   * By evidence only: the lease is over by the clock of the database, and still is once the row is
   * locked; who renews it meanwhile keeps it. Rows that are locked are being renewed or ended and
   * passed over. Runs that a client recorded last for ever. Each row found is ended, so that none
   * can keep the next ones waiting.
   */
  private static final String LOST =
      """
      SELECT q.task_id, q.token, q.handler, q.attempt, q.node, coalesce(t.max_attempts, 1) AS max_attempts,
             coalesce(h.backoff_first_ms, 1000) AS backoff_first_ms, coalesce(h.backoff_cap_ms, 3600000) AS backoff_cap_ms
      FROM queue q
           LEFT JOIN task_live t ON t.task_id = q.task_id
           LEFT JOIN handler h ON h.name = q.handler
      WHERE q.token IS NOT NULL AND q.expires_at < (SELECT service_clock())
      ORDER BY q.task_id
      LIMIT ?
      FOR UPDATE OF q SKIP LOCKED
      """;

  @Inject Sql sql;

  @EJB ExchangeTasks tasks;
  @Inject Tally tally;

  @Override
  public String name() {
    return "Rescue of lost leases";
  }

  @Override
  public Duration pauseAfter(int done) {
    return done == BATCH ? Duration.ZERO : Duration.ofSeconds(5);
  }

  @Override
  public int run() {
    List<Ending> endings = lost();
    if (endings.isEmpty()) {
      return 0;
    }
    Map<UUID, EndedRun> rescued = tasks.endWithin(endings);
    tally.rescued(endings, rescued);
    LOG.log(Level.WARNING, "{0} tasks were rescued from lost nodes or workers", rescued.size());
    return endings.size();
  }

  private List<Ending> lost() {
    return sql.query("Lost leases cannot be found", LOST, RescueLostLeases::ending, BATCH);
  }

  private static Ending ending(ResultSet row) throws SQLException {
    LeasedRun run = LeasedRun.of(row, row.getInt("max_attempts"));
    String message =
        "Nothing was heard of "
            + row.getString("node")
            + ", which ran it, until its lease was over";
    return run.failed(run.report(), new Failure("LeaseOver", message, true));
  }
}
