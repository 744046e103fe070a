/**
 * Finding tasks.
 *
 * <p>A search enters at {@link org.taskyard.search.SearchResource}. Room {@code search/request}
 * reads it, by the filter language, order and cursors that all lists share (room {@code listing}).
 * {@link org.taskyard.search.SearchTasks} finds the page, room {@code search/total} the total.
 *
 * <p>No search may cost the others much: {@link org.taskyard.listing.TimeBudget}, and pools of
 * connections of its own ({@link org.taskyard.database.pool.SearchDataSource}, {@link
 * org.taskyard.database.pool.CountDataSource}).
 */
package org.taskyard.search;
