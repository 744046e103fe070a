package org.taskyard.access.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/**
 * A row of the audit as callers see it. Raw fields hold JSON as text.
 *
 * @param tenant of whoever did it; absent for the installation
 */
public record AuditView(
    long auditId,
    Instant at,
    String action,
    String targetKind,
    String targetId,
    String principalKind,
    String principalId,
    @JsonInclude(JsonInclude.Include.NON_NULL) String tenant,
    String userId,
    String address,
    String requestId,
    String reason,
    @JsonRawValue String before,
    @JsonRawValue String after) {}
