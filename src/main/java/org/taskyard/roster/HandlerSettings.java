package org.taskyard.roster;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.secrecy.Rules;

/**
 * How a handler is set, for the whole cluster. Nodes write a row for what they serve once, from the
 * defaults in code (RegisterHandlers); the claim reads it each time.
 */
@Entity
@Table(name = "handler")
public class HandlerSettings {

  @Id private String name;

  @Column(name = "max_attempts")
  private int maxAttempts;

  @Column(name = "timeout_seconds")
  private int timeoutSeconds;

  @Column(name = "backoff_first_ms")
  private long backoffFirstMs;

  @Column(name = "backoff_cap_ms")
  private long backoffCapMs;

  @Column(name = "lease_seconds")
  private int leaseSeconds;

  private boolean paused;

  /** These two are JSON arrays of paths. */
  private String masked = "[]";

  private String encrypted = "[]";

  @Column(name = "updated_at")
  private Instant updatedAt;

  /**
   * Takes over what the change names.
   *
   * @throws org.taskyard.refusal.InvalidInput if that does not go with what stays
   */
  void change(HandlerChange change, Instant now) {
    maxAttempts = or(change.maxAttempts(), maxAttempts);
    timeoutSeconds = or(change.timeoutSeconds(), timeoutSeconds);
    backoffFirstMs = or(change.backoffFirstMs(), (int) backoffFirstMs);
    backoffCapMs = or(change.backoffCapMs(), (int) backoffCapMs);
    leaseSeconds = or(change.leaseSeconds(), leaseSeconds);
    paused = change.paused() == null ? paused : change.paused();
    masked = change.masked() == null ? masked : Json.write(change.masked());
    encrypted = change.encrypted() == null ? encrypted : Json.write(change.encrypted());
    updatedAt = now;
    if (backoffFirstMs > backoffCapMs) {
      Faults faults = new Faults();
      faults.add(
          change.backoffCapMs() == null ? "/backoff_first_ms" : "/backoff_cap_ms",
          "the first wait (backoff_first_ms) is longer than the longest one (backoff_cap_ms)");
      faults.refuse();
    }
  }

  /** As a change would have them that names them all. */
  HandlerChange all() {
    return new HandlerChange(
        maxAttempts,
        timeoutSeconds,
        (int) backoffFirstMs,
        (int) backoffCapMs,
        leaseSeconds,
        paused,
        Rules.texts(rules().masked()),
        Rules.texts(rules().encrypted()));
  }

  /** What of its tasks only some see, and what is encrypted. */
  Rules rules() {
    return Rules.ofJson(masked, encrypted);
  }

  boolean paused() {
    return paused;
  }

  private static int or(Integer wished, int otherwise) {
    return wished == null ? otherwise : wished;
  }
}
