/**
 * Creating tasks: one, many in one request, or as part of something else.
 *
 * <p>A request enters at {@link org.taskyard.task.create.CreateTaskResource} or {@link
 * org.taskyard.task.create.TaskBatchResource}. Requests that come at the same time share a
 * transaction ({@link org.taskyard.task.create.SubmitTogether}); a batch is read item by item
 * ({@code TaskBatch}) and created as a whole or as far as it fits ({@link
 * org.taskyard.task.create.SubmitBatch}). All end in {@link org.taskyard.task.create.SubmitTasks},
 * which other rooms call in a transaction of their own; it writes by INSERT, or by COPY if no id
 * was chosen.
 */
package org.taskyard.task.create;
