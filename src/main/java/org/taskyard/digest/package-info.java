/**
 * Digests: the same bytes for the same content, on every node and after every restart.
 *
 * <p>{@link org.taskyard.digest.Sha256} serves the digests of files, the entity tags, and whoever
 * compares a repeat with the first request; {@link org.taskyard.digest.DerivedId} makes the ids of
 * tasks that several nodes may create at the same time. This room knows no other.
 */
package org.taskyard.digest;
