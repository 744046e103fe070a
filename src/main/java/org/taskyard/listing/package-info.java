/**
 * Lists of things of which there are not many: filter, order, pages and totals over any entity, in
 * the conventions of the search for tasks.
 *
 * <p>A room names the fields that callers may use as {@link org.taskyard.listing.Column}s, the only
 * way from a caller's word to a column, and gets a {@link org.taskyard.listing.Listing} that reads
 * a search and finds a {@link org.taskyard.listing.Page}. The search for tasks itself, over
 * millions, is a room of its own.
 */
package org.taskyard.listing;
