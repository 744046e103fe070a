/**
 * What JMX consoles see of this copy of the application: MBeans of open types, with the figures of
 * {@code /metrics}, and a few operations (docs/operations.md).
 *
 * <p>{@link org.taskyard.jmx.ShowBeans} registers them at the start and removes them when the
 * application is undeployed; {@link org.taskyard.jmx.Registry} keeps one for each handler that has
 * figures of its own, which are {@code TakeHandlerFigures.MOST} at most. Whatever a bean shows was
 * read before: no console costs a statement.
 */
package org.taskyard.jmx;
