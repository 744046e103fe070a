/**
 * A node that is warm before it is ready: the JVM compiles what runs often, and until it has, a
 * request costs several times as much. So the node calls itself for a while, by HTTP, as its
 * clients will.
 *
 * <p>{@link org.taskyard.warmup.WarmUp} makes {@link org.taskyard.warmup.OwnCalls} from several
 * threads until the time is over, and says so in {@code /health/ready}. Nothing of it stays: what
 * is created is undone ({@link org.taskyard.task.Rehearsal}), and rolled back is what {@link
 * org.taskyard.warmup.RehearseWork} claims.
 */
package org.taskyard.warmup;
