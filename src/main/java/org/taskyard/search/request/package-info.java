/**
 * What a search for tasks asks for, and what it may cost.
 *
 * <p>{@link org.taskyard.search.request.TaskFields} names what callers may filter and sort by.
 * {@link org.taskyard.search.request.SearchRequest} is the page asked for and the one list of
 * predicates that the page and its total share.
 */
package org.taskyard.search.request;
