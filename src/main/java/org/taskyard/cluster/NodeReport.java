package org.taskyard.cluster;

/**
 * How a node is, by its own word.
 *
 * @param upMillis for how long it has been up
 * @param tickedMillis how long ago its engine looked for what is due
 * @param slots how many tasks it runs at a time
 * @param busy how many of these are taken
 * @param prefetched tasks that it has claimed, and that wait for a slot
 * @param drained whether it takes no tasks
 * @param heapUsed in bytes
 * @param heapMax in bytes
 */
record NodeReport(
    String name,
    String version,
    long upMillis,
    long tickedMillis,
    int slots,
    int busy,
    int prefetched,
    boolean drained,
    long heapUsed,
    long heapMax) {}
