/**
 * Finding tasks: the filter language, pages, totals.
 *
 * <p>A search enters at {@link org.taskyard.search.SearchResource}. {@link
 * org.taskyard.search.SearchRequest} reads it (filter: {@link org.taskyard.search.FilterReader},
 * order: {@link org.taskyard.search.SortKey}, place: {@link org.taskyard.search.Cursor}) and notes
 * every fault. {@link org.taskyard.search.Predicates} turns it into the one predicate list that
 * serves the page ({@link org.taskyard.search.SearchTasks}) and the total ({@link
 * org.taskyard.search.CountTasks}: from the counters, else task by task, else {@link
 * org.taskyard.search.EstimateTotal}). {@link org.taskyard.search.TaskField} is the only way from a
 * caller's word to a column.
 *
 * <p>Nobody may cost the others much: {@link org.taskyard.search.TimeBudget}, and pools of
 * connections of its own ({@link org.taskyard.database.SearchDataSource}, {@link
 * org.taskyard.database.CountDataSource}).
 */
package org.taskyard.search;
