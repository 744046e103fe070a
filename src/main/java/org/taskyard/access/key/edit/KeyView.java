package org.taskyard.access.key.edit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.taskyard.access.Owner;
import org.taskyard.access.key.KeyText;
import org.taskyard.http.conditional.Etag;
import org.taskyard.json.Json;

/**
 * A key as callers see it: never its secret, but for the one answer to who has made it.
 *
 * @param handlers null for any
 * @param tenant of whose callers it makes one; absent for the installation
 * @param previousUntil how long the secret of before the last rotation is good; null if it is not
 * @param lastUsedAt to the minute
 * @param key the whole key, where its secret was made just now; else absent
 */
public record KeyView(
    String keyId,
    String name,
    List<String> roles,
    List<String> scopes,
    List<String> handlers,
    @JsonInclude(JsonInclude.Include.NON_NULL) String tenant,
    String userId,
    Instant expiresAt,
    Instant revokedAt,
    Instant previousUntil,
    Instant lastUsedAt,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) String key) {

  static KeyView of(ApiKey key) {
    return new KeyView(
        key.keyId,
        key.name,
        key.roles(),
        key.scopes(),
        key.handlers(),
        Owner.shown(key.tenant),
        key.userId,
        key.expiresAt,
        key.revokedAt,
        key.previousUntil,
        key.lastUsedAt,
        key.createdAt,
        key.createdBy,
        key.updatedAt,
        null);
  }

  /** The same for who has just made this secret. */
  KeyView with(KeyText made) {
    return new KeyView(
        keyId,
        name,
        roles,
        scopes,
        handlers,
        tenant,
        userId,
        expiresAt,
        revokedAt,
        previousUntil,
        lastUsedAt,
        createdAt,
        createdBy,
        updatedAt,
        made.whole());
  }

  /** The entity tag: when it was used last is no part of it. */
  String etag() {
    return Etag.of(
        Json.bytes(
            Arrays.asList(
                keyId,
                name,
                roles,
                scopes,
                handlers,
                userId,
                expiresAt,
                revokedAt,
                previousUntil,
                updatedAt)));
  }

  /** Where a key is viewed. */
  static String path(String id) {
    return "/v2/key/view/" + id;
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "key " + keyId;
  }
}
