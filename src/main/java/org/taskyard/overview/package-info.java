/**
 * Numbers about all tasks.
 *
 * <p>{@code GET /v2/task/stats} enters at {@link org.taskyard.overview.StatsResource}; {@link
 * org.taskyard.overview.SumUpTasks} reads the counters that triggers keep (V003__follow_tasks.sql,
 * V066__count_leases.sql), so the answer is exact, and its cost depends on handlers and priorities,
 * not on how many tasks there are, wait or run.
 */
package org.taskyard.overview;
