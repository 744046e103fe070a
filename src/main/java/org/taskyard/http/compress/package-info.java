/**
 * Answers by gzip, for callers that take it.
 *
 * <p>{@link org.taskyard.http.compress.Compress} is the filter; {@link
 * org.taskyard.http.compress.AcceptEncoding} reads what the caller takes, and {@link
 * org.taskyard.http.compress.GzipIfLong} leaves alone what is too short to gain.
 */
package org.taskyard.http.compress;
