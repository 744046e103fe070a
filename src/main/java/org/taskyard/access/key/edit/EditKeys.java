package org.taskyard.access.key.edit;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import org.taskyard.access.Principal;
import org.taskyard.access.audit.Audit;
import org.taskyard.access.key.KeyText;
import org.taskyard.database.ServiceClock;
import org.taskyard.http.conditional.IfMatch;
import org.taskyard.refusal.InvalidInput;

/**
 * Makes, changes and deletes keys on behalf of a caller.
 *
 * <p>What is done is recorded in the same transaction; secrets and their hashes are not. Each may
 * end with {@link org.taskyard.access.Principal.Forbidden}; nothing is done then.
 */
@Stateless
public class EditKeys {

  @Inject private EntityManager database;
  @Inject private Audit audit;

  /**
   * Makes a key.
   *
   * @return the key with its secret, which nothing knows afterwards
   */
  public KeyView create(Grants grants, KeyInput input) {
    Instant now = ServiceClock.now(database);
    if (input.expiresAt() != null && !input.expiresAt().isAfter(now)) {
      throw new InvalidInput("/expires_at", "a moment in the future is expected");
    }
    KeyText text = KeyText.random();
    ApiKey key = new ApiKey(text, grants.tenantOf(input), grants.caller().named(), now);
    key.change(input, now);
    grants.needUser(key);
    grants.cover(key);
    grants.endBefore(key);
    database.persist(key);
    return recorded("key.create", null, key).with(text);
  }

  /** Takes over the members that the change holds. */
  public KeyView change(Grants grants, String id, KeyInput change, IfMatch ifMatch) {
    ApiKey key = locked(id, grants.caller());
    if (!ifMatch.holds(() -> KeyView.of(key).etag())) {
      throw new KeyErrors.KeyHasChanged();
    }
    grants.beAnother(key);
    grants.cover(key);
    change.keepTenant(key.tenant);
    KeyView before = KeyView.of(key);
    key.change(change, ServiceClock.now(database));
    grants.needUser(key);
    grants.cover(key);
    if (change.has("expires_at")) {
      grants.endBefore(key);
    }
    return recorded("key.update", before, key);
  }

  /**
   * Gives a key another secret.
   *
   * @param overlap how long the old one is good, too
   * @return the key with its new secret, which nothing knows afterwards
   * @throws KeyErrors.KeyIsRevoked if it is
   */
  public KeyView rotate(Grants grants, String id, Duration overlap) {
    ApiKey key = locked(id, grants.caller());
    grants.beAnother(key);
    grants.cover(key);
    grants.endBefore(key);
    if (key.revokedAt != null) {
      throw new KeyErrors.KeyIsRevoked();
    }
    KeyView before = KeyView.of(key);
    KeyText text = KeyText.another(id);
    key.rotate(text, overlap, ServiceClock.now(database));
    return recorded("key.rotate", before, key).with(text);
  }

  /** Deletes a key; a caller may also delete its own. */
  public void delete(Grants grants, String id) {
    ApiKey key = locked(id, grants.caller());
    grants.cover(key);
    database.remove(key);
    audit.record("key.delete", id, KeyView.of(key), null);
  }

  private KeyView recorded(String action, KeyView before, ApiKey key) {
    KeyView after = KeyView.of(key);
    audit.record(action, key.keyId, before, after);
    return after;
  }

  /** Looked up with its tenant: that of another one is not found, nor locked. */
  private ApiKey locked(String id, Principal caller) {
    ApiKey key =
        ViewKeys.query(database, id, caller.tenant())
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList()
            .stream()
            .findFirst()
            .orElse(null);
    if (key == null) {
      throw new KeyErrors.KeyNotFound();
    }
    return key;
  }
}
