/**
 * Finds files by what is known of them: {@link org.taskyard.file.search.SearchFiles} answers a page
 * in the manners of the search for tasks.
 *
 * <p>{@link org.taskyard.file.search.FileFilter} reads the filter language straight into predicates
 * over the fields that {@link org.taskyard.file.search.FileField} knows. Files are few beside
 * tasks, so there are no cursors, no time budget and no estimates here.
 */
package org.taskyard.file.search;
