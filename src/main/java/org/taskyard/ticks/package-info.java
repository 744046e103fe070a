/**
 * When work is done that nobody asked for: each second, at a hint, at a signal.
 *
 * <p>{@link org.taskyard.ticks.TickTimer} is the only timer; it calls every {@link
 * org.taskyard.ticks.EachSecond} of this node. {@link org.taskyard.ticks.Lookout} looks again and
 * again as long as somebody waits. {@link org.taskyard.ticks.Signal} does longer work in a thread
 * of its own, never twice at once. All go on after a failure, and are quiet while the database is
 * away.
 */
package org.taskyard.ticks;
