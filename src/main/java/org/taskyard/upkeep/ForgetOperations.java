package org.taskyard.upkeep;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import org.taskyard.database.Sql;

/**
 * Forgets previews whose time is over, and operations whose task is gone with what became of their
 * items. Like all upkeep with the sight of all tenants: else the task of an operation would seem to
 * be gone.
 */
@Stateless
@Local(Chore.class)
public class ForgetOperations implements Chore {

  static final int BATCH = 5_000;

  private static final String GONE =
      """
      SELECT operation_id FROM operation AS gone
      WHERE expires_at < (SELECT service_clock())
         OR expires_at IS NULL AND NOT EXISTS (SELECT FROM task t WHERE t.task_id = gone.operation_id)
      """;

  private static final String FORGET_ITEMS =
      """
      DELETE FROM operation_item
      WHERE ctid = ANY (ARRAY(
        SELECT i.ctid FROM operation_item i
        WHERE i.operation_id IN (%s)
        LIMIT ?
        FOR UPDATE SKIP LOCKED))
      """
          .formatted(GONE);

  private static final String FORGET =
      """
      DELETE FROM operation
      WHERE operation_id IN (%s)
        AND NOT EXISTS (SELECT FROM operation_item i WHERE i.operation_id = operation.operation_id)
      """
          .formatted(GONE);

  @Inject Sql sql;

  @Override
  public String name() {
    return "Forgetting of operations";
  }

  @Override
  public Duration pauseAfter(int done) {
    return done >= BATCH ? Duration.ZERO : Duration.ofMinutes(5);
  }

  @Override
  public int run() {
    int items = sql.update("Items of operations cannot be forgotten", FORGET_ITEMS, BATCH);
    return items + sql.update("Operations cannot be forgotten", FORGET);
  }
}
