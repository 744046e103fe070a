/**
 * Bodies: how large they may be, and JSON in and out.
 *
 * <p>{@link org.taskyard.http.body.BodyLimit} bounds what is sent, {@link
 * org.taskyard.http.body.MemoryShare} what all large bodies and answers hold together. {@link
 * org.taskyard.http.body.JsonReader} reads a request into a {@code JsonNode}; {@link
 * org.taskyard.http.body.JsonWriter} and {@link org.taskyard.http.body.JsonBytesWriter} write the
 * answer, and {@link org.taskyard.http.body.LongArray} one that may not fit into memory.
 */
package org.taskyard.http.body;
