/**
 * The handlers that every node brings along (docs/handlers-built-in.md), found by the engine like
 * any other.
 *
 * <p>{@link org.taskyard.handlers.EchoHandler} is for trials; the import and the export of tasks
 * are in {@link org.taskyard.handlers.transfer}, calls of other services in {@link
 * org.taskyard.handlers.http}.
 */
package org.taskyard.handlers;
