package org.taskyard.access.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.taskyard.access.Owner;

/** A change that was made, or denials that were counted; only read. Columns: V014__audit.sql. */
@Entity
@Table(name = "audit")
public class AuditRow {

  @Id
  @Column(name = "audit_id")
  private long auditId;

  private Instant at;

  private String action;

  @Column(name = "target_kind")
  private String targetKind;

  @Column(name = "target_id")
  private String targetId;

  @Column(name = "principal_kind")
  private String principalKind;

  @Column(name = "principal_id")
  private String principalId;

  private String tenant;

  @Column(name = "user_id")
  private String userId;

  private String address;

  @Column(name = "request_id")
  private String requestId;

  private String reason;

  private String before;

  private String after;

  protected AuditRow() {
    // for JPA; rows are made by Audit
  }

  AuditView view() {
    return new AuditView(
        auditId,
        at,
        action,
        targetKind,
        targetId,
        principalKind,
        principalId,
        Owner.shown(tenant),
        userId,
        address,
        requestId,
        reason,
        before,
        after);
  }
}
