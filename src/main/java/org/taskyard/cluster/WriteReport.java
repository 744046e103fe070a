package org.taskyard.cluster;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.taskyard.database.Sql;

/** Writes how a node is, in one statement, and reads what is asked of it. */
@Stateless
public class WriteReport {

  private static final String REPORT =
      """
      INSERT INTO node AS n (
        name, version, started_at, seen_at, ticked_at, slots, busy, prefetched, drained, heap_used, heap_max)
      SELECT ?, ?, now - ? * interval '1 ms', now, now - ? * interval '1 ms', ?, ?, ?, ?, ?, ?
      FROM (SELECT service_clock() AS now) AS clock
      ON CONFLICT (name) DO UPDATE
        SET seen_at = excluded.seen_at, ticked_at = excluded.ticked_at, slots = excluded.slots, busy = excluded.busy,
            prefetched = excluded.prefetched, drained = excluded.drained, heap_used = excluded.heap_used,
            heap_max = excluded.heap_max
      RETURNING drain
      """;

  private static final String STOP =
      "UPDATE node SET stopped_at = service_clock(), drained = true WHERE name = ?";

  @Inject Sql sql;

  /**
   * Writes that the node is so now.
   *
   * @return whether it is asked to take no tasks
   */
  public boolean write(NodeReport node) {
    return sql.one(
        "How this node is cannot be reported",
        REPORT,
        row -> row.getBoolean(1),
        node.name(),
        node.version(),
        node.upMillis(),
        node.tickedMillis(),
        node.slots(),
        node.busy(),
        node.prefetched(),
        node.drained(),
        node.heapUsed(),
        node.heapMax());
  }

  /** The node stops, and is not missed. */
  public void stop(String node) {
    sql.update("The end of this node cannot be reported", STOP, node);
  }
}
