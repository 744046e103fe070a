package org.taskyard.access.key.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Principal;
import org.taskyard.access.Roles;
import org.taskyard.access.Scope;
import org.taskyard.access.key.KeepAdminKey;
import org.taskyard.access.key.KeyText;
import org.taskyard.http.conditional.IfMatch;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestDatabase;

/** Each change of a key leaves a row in the audit, which holds nothing secret. */
class KeyAuditTest {

  private static final Roles ROLES = Roles.with(Map.of());
  private static final Grants ADMIN = new Grants(Principal.NOBODY, ROLES, false);

  private static TestDatabase database;
  private static TestBeans beans;
  private static String newest;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    beans = new TestBeans(database);
  }

  @BeforeEach
  void remember() {
    newest = database.one("SELECT coalesce(max(audit_id), 0) FROM audit");
  }

  /** The rows since the test began, as one JSON array. */
  private static JsonNode rows() {
    return json(
        database.one(
            "SELECT coalesce(jsonb_agg(to_jsonb(a) ORDER BY audit_id), '[]') FROM audit a WHERE audit_id > ?::bigint",
            newest));
  }

  private static JsonNode row() {
    assertThat(rows()).hasSize(1);
    return rows().get(0);
  }

  private static JsonNode json(String text) {
    try {
      return Json.document(text);
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(text, notJson);
    }
  }

  private static KeyView made() {
    KeyInput input = KeyInput.ofNew(json("{\"name\": \"w\"}"), ROLES, new Faults());
    return beans.call(EditKeys.class, keys -> keys.create(ADMIN, input));
  }

  private static KeyView change(Grants grants, KeyView key, String json) {
    KeyInput change = KeyInput.ofChange(json(json), key.keyId(), ROLES, new Faults());
    return beans.call(
        EditKeys.class, keys -> keys.change(grants, key.keyId(), change, IfMatch.of(null)));
  }

  private static void assertHoldsNothingSecret(KeyView key) {
    KeyText text = KeyText.of(key.key()).orElseThrow();
    assertThat(rows().toString())
        .doesNotContain(text.secret())
        .doesNotContain(java.util.HexFormat.of().formatHex(text.digest()))
        .doesNotContain("hash", "\"key\":");
  }

  @Test
  void aNewKeyIsRecordedWithWhoMadeIt() {
    KeyView made = made();
    assertThat(row().path("action").textValue()).isEqualTo("key.create");
    assertThat(row().path("target_kind").textValue()).isEqualTo("key");
    assertThat(row().path("target_id").textValue()).isEqualTo(made.keyId());
    assertThat(row().path("principal_kind").textValue()).isEqualTo("nobody");
    assertThat(row().at("/after/name").textValue()).isEqualTo("w");
    assertThat(row().get("before").isNull()).isTrue();
    assertHoldsNothingSecret(made);
  }

  @Test
  void aChangeIsRecordedByWhatIsDifferent() {
    KeyView made = made();
    remember();
    change(ADMIN, made, "{\"name\": \"x\", \"roles\": [\"worker\"]}");
    assertThat(row().path("action").textValue()).isEqualTo("key.update");
    assertThat(row().get("before")).isEqualTo(json("{\"name\": \"w\", \"roles\": []}"));
    assertThat(row().get("after")).isEqualTo(json("{\"name\": \"x\", \"roles\": [\"worker\"]}"));
  }

  @Test
  void aRevocationIsRecorded() {
    KeyView made = made();
    remember();
    change(ADMIN, made, "{\"revoked\": true}");
    assertThat(row().at("/after/revoked_at").isTextual()).isTrue();
  }

  @Test
  void aRotationIsRecordedWithoutItsSecrets() {
    KeyView made = made();
    remember();
    KeyView rotated =
        beans.call(EditKeys.class, keys -> keys.rotate(ADMIN, made.keyId(), Duration.ofHours(1)));
    assertThat(row().path("action").textValue()).isEqualTo("key.rotate");
    assertThat(row().at("/after/previous_until").isTextual()).isTrue();
    assertHoldsNothingSecret(made);
    assertHoldsNothingSecret(rotated);
  }

  @Test
  void aDeleteIsRecordedWithWhatTheKeyWas() {
    KeyView made = made();
    remember();
    beans.run(EditKeys.class, keys -> keys.delete(ADMIN, made.keyId()));
    assertThat(row().path("action").textValue()).isEqualTo("key.delete");
    assertThat(row().at("/before/name").textValue()).isEqualTo("w");
    assertThat(row().get("after").isNull()).isTrue();
    assertHoldsNothingSecret(made);
  }

  @Test
  void whatIsRefusedIsNotRecorded() {
    KeyView made = made();
    remember();
    Grants worker =
        new Grants(
            new Principal(Principal.Kind.KEY, "k", null, Set.of(Scope.KEY_ADMIN), null, null),
            ROLES,
            false);
    assertThatThrownBy(() -> change(worker, made, "{\"roles\": [\"admin\"]}"))
        .isInstanceOf(Principal.Forbidden.class);
    assertThat(rows()).isEmpty();
  }

  @Test
  void theFirstKeyIsRecordedOnceAndByTheServiceItself() {
    database.run("DELETE FROM api_key");
    KeyText first = beans.call(KeepAdminKey.class, KeepAdminKey::makeFirst).orElseThrow();
    beans.call(KeepAdminKey.class, KeepAdminKey::makeFirst);
    assertThat(row().path("action").textValue()).isEqualTo("key.create");
    assertThat(row().path("target_id").textValue()).isEqualTo(first.id());
    assertThat(row().path("principal_kind").textValue()).isEqualTo("service");
    assertThat(row().path("principal_id").textValue()).isEqualTo("start");
    assertThat(row().toString()).doesNotContain(first.secret());
  }

  @Test
  void theKeyOfTheSettingsIsRecordedWhenItIsMadeAndWhenItIsGoodAgain() {
    KeyText key = KeyText.random();
    beans.run(KeepAdminKey.class, bean -> bean.keep(key));
    assertThat(row().path("action").textValue()).isEqualTo("key.create");
    beans.run(KeepAdminKey.class, bean -> bean.keep(key));
    assertThat(rows()).hasSize(1);
    database.run("UPDATE api_key SET revoked_at = service_clock() WHERE key_id = ?", key.id());
    database.moveClock(Duration.ofSeconds(1));
    beans.run(KeepAdminKey.class, bean -> bean.keep(key));
    assertThat(rows()).hasSize(2);
    assertThat(rows().get(1).path("action").textValue()).isEqualTo("key.update");
    assertThat(rows().get(1).at("/after/created_by").textValue()).isEqualTo("TASKYARD_ADMIN_KEY");
  }
}
