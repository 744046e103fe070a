/**
 * What was run over the last hour, day or week, as numbers for charts.
 *
 * <p>{@code GET /v2/task/trend} enters at {@link org.taskyard.overview.trend.TrendResource}; {@link
 * org.taskyard.overview.trend.ShowTrend} sums up the rows that each node writes once a minute
 * (V019__figures.sql), so what it costs does not depend on the tasks
 * (docs/adr/0031-figures-over-time.md).
 */
package org.taskyard.overview.trend;
