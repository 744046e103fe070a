/**
 * The filter language of docs/api.md, for tasks, files, handlers and schedules alike.
 *
 * <p>A room names the {@link org.taskyard.listing.filter.Fields} that callers may use. {@link
 * org.taskyard.listing.filter.FilterReader} reads JSON into a {@link
 * org.taskyard.listing.filter.Filter} and reports every fault with its place; {@link
 * org.taskyard.listing.filter.Predicates} turns the filter into Criteria over the static metamodel.
 */
package org.taskyard.listing.filter;
