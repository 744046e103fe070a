/**
 * What this node reports to those who run it: {@code /metrics}, in the text form of Prometheus, and
 * {@code /health}, made of every {@link org.taskyard.observe.Check}.
 *
 * <p>Rooms announce their numbers to {@link org.taskyard.observe.Metrics} at the start; {@link
 * org.taskyard.observe.MetricsPage} shows them. Of our own, and not MicroProfile Metrics: not every
 * server has that, and those that have print families of their own beside ours
 * (docs/adr/0008-metrics-of-our-own.md).
 */
package org.taskyard.observe;
