/**
 * Numbers about all tasks.
 *
 * <p>{@code GET /v2/task/stats} enters at {@link org.taskyard.overview.StatsResource}; {@link
 * org.taskyard.overview.SumUpTasks} reads the counters that triggers keep (V003__counters.sql,
 * V006__follow_tasks.sql), so the answer is exact without reading the tasks. What it costs:
 * docs/performance.md.
 */
package org.taskyard.overview;
