/**
 * Digests: the same bytes for the same content, on every node and after every restart.
 *
 * <p>{@link org.taskyard.digest.Sha256} serves the digests of files, the entity tags, the ids that
 * are derived from what a task is about, and whoever compares a repeat with the first request. This
 * room knows no other.
 */
package org.taskyard.digest;
