/**
 * JSON: read, checked field by field, and written.
 *
 * <p>{@link org.taskyard.json.Json} holds the only mapper and the limits of what is read. A body is
 * a tree; a room reads its fields by {@link org.taskyard.json.JsonFields}, which notes every fault
 * with its place, and keeps what callers own as they sent it ({@link org.taskyard.json.JsonText}).
 * Moments are read as {@link org.taskyard.json.Rfc3339}, bytes as strict {@link
 * org.taskyard.json.Utf8}; what cannot be read at all is explained by {@link
 * org.taskyard.json.JsonFaults}.
 */
package org.taskyard.json;
