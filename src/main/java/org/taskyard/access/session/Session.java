package org.taskyard.access.session;

import java.time.Instant;

/**
 * A session that has not ended.
 *
 * @param number names it in the log; no secret
 * @param who has signed in, and until when at the longest
 * @param createdAt when that was
 * @param idleEndsAt when it ends unless it is used before
 */
public record Session(long number, SignIn who, Instant createdAt, Instant idleEndsAt) {}
