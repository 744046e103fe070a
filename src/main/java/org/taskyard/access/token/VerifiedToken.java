package org.taskyard.access.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;

/**
 * Who calls, by a token that holds.
 *
 * @param subject its {@code sub}; empty if it has none and another claim is the user's id
 * @param tenant whose callers it is one of; null where there are no tenants
 * @param userId 1 to 64 characters, no control characters
 * @param roles names as the issuer gives them, from all places where roles may be
 * @param expiresAt until when it is accepted: its {@code exp} and the skew
 * @param claims all that it says
 */
public record VerifiedToken(
    String subject,
    String tenant,
    String userId,
    Set<String> roles,
    Instant expiresAt,
    JsonNode claims) {}
