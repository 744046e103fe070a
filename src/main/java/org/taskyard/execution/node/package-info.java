/**
 * The engine of this node.
 *
 * <p>{@link org.taskyard.execution.node.DueTasksTimer} starts it, ticks, and stops it. {@link
 * org.taskyard.execution.node.Dispatcher} is the heart: woken by a tick, by the commit of a create,
 * by a slot that became free, it hands results to the database and takes due tasks from it, both in
 * one transaction, as many as the slots have room for. A slot's thread runs a task by {@code
 * RunTask}, whose answer goes to the dispatcher as an {@link org.taskyard.execution.lease.Ending}.
 *
 * <p>{@link org.taskyard.execution.node.Heartbeat} looks after what is held: renews leases, shows
 * progress, and stops runs that were cancelled, are over time, or are no longer ours. No
 * transaction is open while a handler runs, unless it asked for one.
 */
package org.taskyard.execution.node;
