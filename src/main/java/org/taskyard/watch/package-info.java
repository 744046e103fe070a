/**
 * Watching tasks: changes of status as server-sent events.
 *
 * <p>Every statement that changes the status of tasks appends what it did to the table {@code
 * task_event}, by triggers (V004__events.sql). While somebody listens on this node, {@link
 * org.taskyard.watch.Broadcast} reads what is new there, for all at once, and hands it to each
 * {@link org.taskyard.watch.Listener} who wants it ({@link org.taskyard.watch.EventFilter}); when
 * nobody does, nothing is asked.
 *
 * <p>How far somebody has read is a {@link org.taskyard.watch.Position}: a snapshot of the
 * database, so that a transaction that commits late is never skipped, and so that the id of an
 * event means the same on every node and after a restart. A caller that comes back with one reads
 * what it has missed from the table ({@link org.taskyard.watch.Backlog}), at its own pace; so does
 * who is too slow, for {@link org.taskyard.watch.EventStream} neither waits for anybody nor gathers
 * much.
 */
package org.taskyard.watch;
