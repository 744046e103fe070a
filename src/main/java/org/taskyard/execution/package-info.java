/**
 * How a due task gets run in this JVM.
 *
 * <p>This package is what a handler sees: a {@link org.taskyard.execution.TaskHandler} is a CDI
 * bean with {@link org.taskyard.execution.Handles}; it is called with a {@link
 * org.taskyard.execution.TaskContext} and answers with an {@link org.taskyard.execution.Outcome},
 * or throws.
 *
 * <p>Behind it, {@link org.taskyard.execution.node} is this node's engine: a timer tick or a hint
 * wakes the dispatcher, which exchanges results for new tasks and runs those in its slots, while a
 * heartbeat keeps their leases. {@link org.taskyard.execution.lease} has the statements on the
 * queue that it stands on, shared with remote workers. docs/lifecycle.md draws the states and says
 * what is retried when.
 */
package org.taskyard.execution;
