/**
 * Conditional requests (RFC 9110 section 13), for every room that has something to change.
 *
 * <p>{@link org.taskyard.http.conditional.IfMatch} is the condition of a change, asked by the use
 * case inside its transaction; {@link org.taskyard.http.conditional.Etag} makes the tags; {@link
 * org.taskyard.http.conditional.Preconditions} settles those of a GET or HEAD.
 */
package org.taskyard.http.conditional;
