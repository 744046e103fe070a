package org.taskyard.access.key;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.taskyard.access.audit.Audit;
import org.taskyard.access.audit.Author;
import org.taskyard.access.audit.Change;
import org.taskyard.database.Sql;
import org.taskyard.json.Json;

/** Sees to it that there is a key with the role admin. */
@Stateless
public class KeepAdminKey {

  /** The way back in: whatever became of the key of this id, it is good again. */
  private static final String KEEP =
      """
      INSERT INTO api_key AS k
        (key_id, secret_hash, name, roles, scopes, created_at, created_by, updated_at, generation)
      SELECT ?, ?, 'admin', '["admin"]', '[]', now, 'TASKYARD_ADMIN_KEY', now, 1
      FROM (SELECT service_clock() AS now) AS clock
      ON CONFLICT (key_id) DO UPDATE
      SET secret_hash = excluded.secret_hash, previous_hash = NULL, previous_until = NULL,
          generation = k.generation + (k.secret_hash <> excluded.secret_hash)::integer,
          roles = '["admin"]', tenant = '', handlers = NULL, expires_at = NULL, revoked_at = NULL,
          updated_at = excluded.updated_at
      WHERE k.secret_hash <> excluded.secret_hash OR k.previous_hash IS NOT NULL OR NOT k.roles @> '["admin"]'
         OR k.tenant <> '' OR k.handlers IS NOT NULL OR k.expires_at IS NOT NULL OR k.revoked_at IS NOT NULL
      RETURNING CASE WHEN created_at = updated_at THEN 'key.create' ELSE 'key.update' END
      """;

  /** Several nodes may start at once: the second one sees the key of the first. */
  private static final String ONE_AT_A_TIME =
      "SELECT pg_advisory_xact_lock(hashtext('taskyard first key'))::text";

  private static final String MAKE =
      """
      INSERT INTO api_key
        (key_id, secret_hash, name, roles, scopes, created_at, created_by, updated_at, generation)
      SELECT ?, ?, 'admin', '["admin"]', '[]', now, 'first start', now, 1
      FROM (SELECT service_clock() AS now) AS clock
      WHERE NOT EXISTS (SELECT 1 FROM api_key)
      """;

  private static final String FAILED = "The first key cannot be written";

  /** Who does it; there is no request yet. */
  private static final Author START = Author.service("start");

  @Inject Sql sql;
  @Inject private Audit audit;

  /** This key has the role admin and is good, and whatever it was before does not count. */
  public void keep(KeyText key) {
    sql.query(FAILED, KEEP, row -> row.getString(1), key.id(), key.digest())
        .forEach(action -> record(action, key, "TASKYARD_ADMIN_KEY"));
  }

  /** Makes a key with the role admin if there is no key at all: that key, else nothing. */
  public Optional<KeyText> makeFirst() {
    KeyText key = KeyText.random();
    sql.one(FAILED, ONE_AT_A_TIME, row -> row.getString(1));
    if (sql.update(FAILED, MAKE, key.id(), key.digest()) == 0) {
      return Optional.empty();
    }
    record("key.create", key, "first start");
    return Optional.of(key);
  }

  private void record(String action, KeyText key, String by) {
    JsonNode after =
        Json.MAPPER.valueToTree(
            Map.of("name", "admin", "roles", List.of("admin"), "created_by", by));
    audit.record(List.of(new Change(START, action, key.id(), null, after)));
  }
}
