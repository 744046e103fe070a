package org.taskyard.cluster;

import java.time.Instant;

/**
 * A node as callers see it. What it reports itself is up to ten seconds old: slots, busy,
 * prefetched, heap and tick.
 *
 * @param state one of {@link SearchNodes#STATES}
 * @param seenAt its last report
 * @param tickedAt when its engine looked last for what is due
 * @param slots how many tasks it runs at a time
 * @param busy how many of these are taken
 * @param prefetched tasks that it has claimed, and that wait for a slot
 * @param leases runs that it holds
 * @param lost runs that it held for too long without a word, and that nobody has rescued yet
 * @param heapUsed in bytes
 * @param heapMax in bytes
 * @param drain whether it is asked to take no tasks
 */
public record NodeView(
    String name,
    String state,
    String version,
    Instant startedAt,
    Instant seenAt,
    Instant tickedAt,
    int slots,
    int busy,
    int prefetched,
    long leases,
    long lost,
    long heapUsed,
    long heapMax,
    boolean drain) {

  static NodeView of(ListedNode node) {
    return new NodeView(
        node.name,
        node.state,
        node.version,
        node.startedAt,
        node.seenAt,
        node.tickedAt,
        node.slots,
        node.busy,
        node.prefetched,
        node.leases,
        node.lost,
        node.heapUsed,
        node.heapMax,
        node.drain);
  }
}
