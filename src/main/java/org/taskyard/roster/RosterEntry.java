package org.taskyard.roster;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.taskyard.secrecy.Rules;

/** A handler that the cluster knows: a row of the view {@code handler_roster}, never written. */
@Entity
@Table(name = "handler_roster")
public class RosterEntry {

  @Id String name;

  @Column(name = "max_attempts")
  int maxAttempts;

  @Column(name = "timeout_seconds")
  int timeoutSeconds;

  @Column(name = "backoff_first_ms")
  long backoffFirstMs;

  @Column(name = "backoff_cap_ms")
  long backoffCapMs;

  @Column(name = "lease_seconds")
  int leaseSeconds;

  boolean paused;

  /** These two are JSON arrays of paths. */
  private String masked;

  private String encrypted;

  /** Null if it was never configured: only tasks name it. */
  @Column(name = "updated_at")
  Instant updatedAt;

  boolean served;

  /** JSON array of names. */
  String nodes;

  int workers;

  long pending;

  long running;

  @Column(name = "oldest_due_at")
  Instant oldestDueAt;

  /** What of its tasks only some see, and what is encrypted. */
  Rules rules() {
    return Rules.ofJson(masked, encrypted);
  }
}
