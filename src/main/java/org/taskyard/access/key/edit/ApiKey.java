package org.taskyard.access.key.edit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.taskyard.access.Owner;
import org.taskyard.access.key.KeyText;
import org.taskyard.json.Json;

/**
 * A key, without its secret. The columns are explained in V013__keys.sql.
 *
 * <p>Fields are written in here only: EclipseLink does not notice what others write.
 */
@Entity
@Table(name = "api_key")
public class ApiKey {

  @Id
  @Column(name = "key_id")
  String keyId;

  String name;

  /** Of whose callers it makes one: for good. */
  @Column(updatable = false)
  String tenant = Owner.NO_TENANT;

  @Column(name = "user_id")
  String userId;

  /** These three are JSON arrays of strings; handlers may be null. */
  String roles = "[]";

  String scopes = "[]";

  String handlers;

  @Column(name = "secret_hash")
  private byte[] secretHash;

  @Column(name = "previous_hash")
  private byte[] previousHash;

  @Column(name = "previous_until")
  Instant previousUntil;

  private int generation = 1;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "created_by")
  String createdBy;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "revoked_at")
  Instant revokedAt;

  @Column(name = "last_used_at")
  Instant lastUsedAt;

  protected ApiKey() {
    // for JPA
  }

  ApiKey(KeyText key, String tenant, String createdBy, Instant now) {
    this.tenant = tenant;
    this.keyId = key.id();
    this.secretHash = key.digest();
    this.createdBy = createdBy;
    this.createdAt = now;
    this.updatedAt = now;
  }

  /** Takes over the members that the change holds; what changes nothing leaves no trace. */
  void change(KeyInput change, Instant now) {
    KeyView before = KeyView.of(this);
    name = change.has("name") ? change.name() : name;
    userId = change.has("user_id") ? change.userId() : userId;
    roles = change.has("roles") ? Json.write(change.roles()) : roles;
    scopes = change.has("scopes") ? Json.write(change.scopes()) : scopes;
    if (change.has("handlers")) {
      handlers = change.handlers() == null ? null : Json.write(change.handlers());
    }
    expiresAt = change.has("expires_at") ? change.expiresAt() : expiresAt;
    if (change.revokes() && revokedAt == null) {
      revokedAt = now;
    }
    updatedAt = before.equals(KeyView.of(this)) ? updatedAt : now;
  }

  /**
   * Another secret takes the place of the one that it has.
   *
   * @param overlap how long both are good
   */
  void rotate(KeyText another, Duration overlap, Instant now) {
    boolean both = !overlap.isZero();
    previousHash = both ? secretHash : null;
    previousUntil = both ? now.plus(overlap) : null;
    secretHash = another.digest();
    generation++;
    updatedAt = now;
  }

  List<String> roles() {
    return strings(roles);
  }

  List<String> scopes() {
    return strings(scopes);
  }

  /** Null for any. */
  List<String> handlers() {
    return handlers == null ? null : strings(handlers);
  }

  private static List<String> strings(String array) {
    List<String> strings = new ArrayList<>();
    for (JsonNode string : Json.stored(array)) {
      strings.add(string.textValue());
    }
    return strings;
  }
}
