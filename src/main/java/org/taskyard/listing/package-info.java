/**
 * Lists: filter, order, pages, cursors and totals, in one way for every entity.
 *
 * <p>{@link org.taskyard.listing.PageRequest} is what a caller asks for. A room whose rows are few
 * has a {@link org.taskyard.listing.Listing}, which answers it with a {@link
 * org.taskyard.listing.Page}. The search for tasks, over millions of rows, has its own statements
 * (room search) and shares all else.
 */
package org.taskyard.listing;
