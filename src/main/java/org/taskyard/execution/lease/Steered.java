package org.taskyard.execution.lease;

/**
 * Statements of the engine whose plan is known beforehand: every row is reached through an index,
 * one by one. The planner would choose by the size that it believes the tables to have, which is
 * that of the last vacuum, and keep that choice: a queue that was empty then and holds a million
 * rows now would be read whole at each claim.
 *
 * <p>So the settings below forbid what reads tables whole, and joins with the queue or with tasks
 * are written {@code task_id = ANY (ARRAY[other.task_id])}: that can only be done by looking up
 * each row, where an equality may also be done by walking the whole index.
 */
public final class Steered {

  /** For this transaction only; sent along with the statement, without a round trip of its own. */
  private static final String STEER =
      """
      SELECT set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
             set_config('plan_cache_mode', 'force_%s_plan', true);
      """;

  private Steered() {}

  /** A statement about the queue, whose keys leave one way to every row: planned once. */
  public static String once(String statement) {
    return STEER.formatted("generic") + statement;
  }

  /**
   * A statement about tasks, which have more indexes that end in their key: planned each time, by
   * the size that the indexes have now.
   */
  static String eachTime(String statement) {
    return STEER.formatted("custom") + statement;
  }
}
