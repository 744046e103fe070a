/**
 * Numbers about all tasks.
 *
 * <p>{@code GET /v2/task/stats} enters at {@link org.taskyard.overview.StatsResource}; {@link
 * org.taskyard.overview.SumUpTasks} reads the counters that triggers keep (V003__follow_tasks.sql),
 * so the answer is exact, and its cost grows with what runs and waits, not with tasks and history.
 */
package org.taskyard.overview;
