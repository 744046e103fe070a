/**
 * Why a task is not running, or not done.
 *
 * <p>{@link org.taskyard.explain.ExplainResource} is the door. {@link
 * org.taskyard.explain.ExplainTask} reads what holds for the task now ({@link
 * org.taskyard.explain.State}) and, where it could be claimed, what goes before it ({@link
 * org.taskyard.explain.Line}). Both ask the queue by the conditions of the claim itself, {@link
 * org.taskyard.execution.lease.ClaimRules}, and the roster by its views; so the answer is what the
 * engine does. {@link org.taskyard.explain.Reasons} puts it into words.
 *
 * <p>Each statement reads a bounded number of rows, however many tasks wait.
 */
package org.taskyard.explain;
