/**
 * What is asked of many tasks at once.
 *
 * <p>An {@link org.taskyard.operation.order.OperationRequest} names an {@link
 * org.taskyard.operation.order.Action} and a filter. {@link org.taskyard.operation.order.Frozen} is
 * the same at the moment of its preview: the tasks that it counts there are those that it acts on
 * later, unless they have changed.
 */
package org.taskyard.operation.order;
