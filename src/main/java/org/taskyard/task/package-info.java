/**
 * What a task is, and what callers may do with one.
 *
 * <p>A request enters at {@link org.taskyard.task.TaskResource}, is read by {@link
 * org.taskyard.task.TaskInput} and carried out by the stateless EJB that is named after it: {@link
 * org.taskyard.task.ViewTask}, {@link org.taskyard.task.ChangeTask}, {@link
 * org.taskyard.task.DeleteTask}; the answer is a {@link org.taskyard.task.TaskView}. Creating is a
 * room of its own, {@code create}. The legal moves are in {@link org.taskyard.task.TaskStatus} and
 * nowhere else.
 *
 * <p>That families of tasks stay in order is the business of {@link org.taskyard.task.Parents}.
 *
 * <p>Whether a task runs is not in its row but in the queue, see {@link org.taskyard.task.Lease}.
 * Everything that changes a task locks its place in the queue first ({@link
 * org.taskyard.task.LockTasks}).
 */
package org.taskyard.task;
