/**
 * How a due task gets run in this JVM, from {@link org.taskyard.execution.TaskHandler} outwards.
 *
 * <p>A handler is a CDI bean with {@link org.taskyard.execution.Handles}; it sees a {@link
 * org.taskyard.execution.TaskContext} and answers with an {@link org.taskyard.execution.Outcome}.
 */
package org.taskyard.execution;
