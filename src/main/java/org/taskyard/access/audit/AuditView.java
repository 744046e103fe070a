package org.taskyard.access.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/** A row of the audit as callers see it. Raw fields hold JSON as text. */
public record AuditView(
    long auditId,
    Instant at,
    String action,
    String targetKind,
    String targetId,
    String principalKind,
    String principalId,
    String userId,
    String address,
    String requestId,
    String reason,
    @JsonRawValue String before,
    @JsonRawValue String after) {}
