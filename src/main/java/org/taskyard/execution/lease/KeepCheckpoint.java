package org.taskyard.execution.lease;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.taskyard.database.Sql;
import org.taskyard.database.StatementFailed;
import org.taskyard.execution.LeaseLost;
import org.taskyard.secrecy.Sealing;

/** Keeps a handler's state over retries. Joins the transaction of the caller, if there is one. */
@Stateless
public class KeepCheckpoint {

  private static final String KEEP =
      """
      UPDATE queue q
      SET checkpoint = ?::jsonb, updated_at = service_clock(), lease_seconds = %1$s,
          expires_at = service_clock() + make_interval(secs => %1$s)
      WHERE task_id = ? AND token IS NOT DISTINCT FROM ?
      """
          .formatted(LeaseLength.of("?::integer"));

  private static final String FAILED = "A checkpoint cannot be kept";

  @Inject Sql sql;
  @Inject Sealing sealing;

  /** Keeps a state of a run of this node, and renews its lease. */
  public void keep(ClaimedTask run, String state) {
    keep(run.taskId(), run.token(), run.leaseSeconds(), state);
  }

  /**
   * Keeps a state and renews the lease.
   *
   * @param leaseSeconds how long the lease lasts from now, null: as long as was granted last
   * @param state JSON
   * @throws LeaseLost if the task is no longer this run's
   * @throws StatementFailed if nothing was changed
   */
  public void keep(UUID task, UUID token, Integer leaseSeconds, String state) {
    String stored = sealing.encrypts() ? seal(task, state) : state;
    int kept = sql.update(FAILED, KEEP, stored, leaseSeconds, leaseSeconds, task, token);
    if (kept == 0) {
      throw new LeaseLost(task);
    }
  }

  private String seal(UUID task, String state) {
    return sql.within(
        FAILED,
        connection ->
            SealRuns.of(connection, sealing, List.of(task)).json(task, "checkpoint", state));
  }
}
