/**
 * Callers who wait for a task's end: {@code Prefer: wait=n} on view and create.
 *
 * <p>{@link org.taskyard.task.waiting.WaitPreference} reads the header; {@link
 * org.taskyard.task.waiting.WaitingCallers} keeps who waits, without a thread and without a
 * connection each, and asks {@link org.taskyard.task.waiting.FindEnded} about all of their tasks at
 * once: after {@link org.taskyard.task.waiting.TasksEnded} on this node, and a few times a second
 * for what other nodes end. Nobody waits: nothing is asked.
 */
package org.taskyard.task.waiting;
