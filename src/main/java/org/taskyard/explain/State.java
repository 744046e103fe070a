package org.taskyard.explain;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.taskyard.access.Owner;
import org.taskyard.database.InstantConverter;
import org.taskyard.execution.lease.ClaimRules;
import org.taskyard.task.TaskErrors.TaskNotFound;

/**
 * What holds for a task, its place in the queue and its handler at one moment.
 *
 * @param status as it is stored
 * @param failure type of the last failure, null if there was none
 * @param attempt runs begun
 * @param place in the queue, null if the task is finished
 * @param handling of its handler
 */
record State(
    Instant now,
    String tenant,
    String handler,
    String status,
    Times times,
    String failure,
    int attempt,
    int maxAttempts,
    Place place,
    Handling handling) {

  /** Moments of the task. */
  record Times(Instant created, Instant updated, Instant finished, Instant historized) {}

  /**
   * A row of the queue.
   *
   * @param waits nobody runs it
   * @param isDue its time has come
   * @param expires end of the lease; null: never, or there is none
   * @param holder who runs it, null if a client recorded that it runs elsewhere
   */
  record Place(
      boolean waits,
      boolean isDue,
      Instant due,
      int priority,
      Instant claimed,
      Instant expires,
      String holder,
      boolean cancelRequested) {}

  /**
   * Who serves the handler for the task's tenant, and whether its tasks are claimed.
   *
   * @param goesOn as {@link ClaimRules#goesOn} has it
   * @param pausedSince null if it is not paused, or that is not known
   * @param served whether anybody serves it
   * @param lastSeen when somebody served it, null if that is not known
   */
  record Handling(Boolean goesOn, Instant pausedSince, boolean served, Instant lastSeen) {}

  private static final String READ =
      """
      WITH clock AS MATERIALIZED (SELECT service_clock() AS now)
      SELECT now, t.handler, t.status, t.created_at, t.updated_at, t.finished_at, t.historized_at, CAST(t.error AS text),
             coalesce(q.attempt, t.attempt), t.max_attempts,
             %1$s, %2$s, q.due_at, q.priority, q.claimed_at, nullif(q.expires_at, 'infinity'), q.node, q.cancel_requested,
             h.goes_on,
             CASE WHEN NOT h.goes_on THEN (SELECT max(at) FROM audit
                                           WHERE target_id = t.handler AND action = 'handler.update'
                                             AND after @> '{"paused": true}') END,
             EXISTS (SELECT 1 FROM serving_now s WHERE s.handler = t.handler AND s.tenant IN ('', t.tenant)),
             (SELECT max(s.seen_at) FROM serving s WHERE s.handler = t.handler AND s.tenant IN ('', t.tenant)),
             t.tenant
      FROM task t
           LEFT JOIN queue q ON q.task_id = t.task_id
           CROSS JOIN clock
           CROSS JOIN LATERAL (SELECT %3$s AS goes_on) AS h
      WHERE t.task_id = ?1 AND t.tenant IS NOT DISTINCT FROM coalesce(CAST(?2 AS text), t.tenant)
        AND t.user_id IS NOT DISTINCT FROM coalesce(CAST(?3 AS text), t.user_id)
      """
          .formatted(ClaimRules.waits("q"), ClaimRules.isDue("q"), ClaimRules.goesOn("t.handler"));

  /**
   * Reads it.
   *
   * @param owner whose tasks are seen
   * @param type what is shown of the handler's failure that is stored as such JSON, which may be
   *     null
   * @throws TaskNotFound if there is no such task
   */
  static State of(UUID task, Owner owner, BinaryOperator<String> type, EntityManager database) {
    List<?> rows =
        database
            .createNativeQuery(READ)
            .setParameter(1, task)
            .setParameter(2, owner.tenant())
            .setParameter(3, owner.user())
            .getResultList();
    if (rows.isEmpty()) {
      throw new TaskNotFound();
    }
    Object[] row = (Object[]) rows.get(0);
    return new State(
        moment(row[0]),
        (String) row[22],
        (String) row[1],
        (String) row[2],
        new Times(moment(row[3]), moment(row[4]), moment(row[5]), moment(row[6])),
        type.apply((String) row[1], (String) row[7]),
        ((Number) row[8]).intValue(),
        ((Number) row[9]).intValue(),
        row[12] == null ? null : place(row),
        new Handling((Boolean) row[18], moment(row[19]), (Boolean) row[20], moment(row[21])));
  }

  private static Place place(Object[] row) {
    return new Place(
        (Boolean) row[10],
        (Boolean) row[11],
        moment(row[12]),
        ((Number) row[13]).intValue(),
        moment(row[14]),
        moment(row[15]),
        (String) row[16],
        (Boolean) row[17]);
  }

  private static Instant moment(Object column) {
    return column == null ? null : InstantConverter.moment(column);
  }

  /** Whether a claim that serves the handler takes the task when its turn comes. */
  boolean isClaimable() {
    return place != null
        && place.waits
        && place.isDue
        && Boolean.TRUE.equals(handling.goesOn)
        && handling.served;
  }
}
