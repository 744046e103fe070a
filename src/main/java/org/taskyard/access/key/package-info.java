/**
 * Keys: who calls, by a secret that this service has made.
 *
 * <p>A {@link org.taskyard.access.key.KeyText} is what a caller shows: an id and a secret. {@link
 * org.taskyard.access.key.KeyAuthentication} finds its row ({@link
 * org.taskyard.access.key.FindKey}, V013__keys.sql), which each node keeps for a second ({@link
 * org.taskyard.access.key.KnownKeys}), and compares digests: so a key costs no statement per
 * request, and whatever changes holds everywhere within a second. {@link
 * org.taskyard.access.key.NoteUse} writes when a key was used.
 *
 * <p>{@link org.taskyard.access.key.FirstKey} sees to it at the start that somebody can get in. All
 * further keys are made and changed in room {@code edit}.
 */
package org.taskyard.access.key;
