/**
 * The frame of every request: the REST application, and what all resources need of a request.
 *
 * <p>A request passes {@link org.taskyard.http.SecurityHeaders} and the limit of {@code body}, is
 * read and written as JSON there, and may leave by {@code compress}. What goes wrong becomes a
 * problem in {@code problem}; what {@code If-Match} and {@code If-None-Match} settle is in {@code
 * conditional}. Paths are those within {@link org.taskyard.http.ContextRoot}; whether somebody
 * still waits, {@link org.taskyard.http.Caller} knows. These rooms know no feature.
 */
package org.taskyard.http;
