/**
 * Acting on many tasks at once (docs/operations-on-many.md).
 *
 * <p>{@link org.taskyard.operation.OperationResource} is the door. {@link
 * org.taskyard.operation.PreviewOperation} counts the tasks and keeps what was asked for as a row,
 * whose id is the token; {@link org.taskyard.operation.CreateOperation} makes it a task of the same
 * id. Room {@code order} has what is asked for, room {@code run} does it; {@link
 * org.taskyard.operation.ViewOperation} and {@link org.taskyard.operation.SearchItems} show what
 * came of it.
 */
package org.taskyard.operation;
