package org.taskyard.access.key.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Principal;
import org.taskyard.access.Principal.Forbidden;
import org.taskyard.access.Roles;
import org.taskyard.access.Scope;
import org.taskyard.access.key.KeyText;
import org.taskyard.http.conditional.IfMatch;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestDatabase;

/** What becomes of keys in their table. */
class EditKeysTest {

  private static final Roles ROLES = Roles.with(Map.of());
  private static final Grants ADMIN = new Grants(Principal.NOBODY, ROLES, true);
  private static final String WORKER = "{\"name\": \"w\", \"roles\": [\"worker\"]}";
  private static final IfMatch ANY = IfMatch.of(null);

  private static TestDatabase database;
  private static TestBeans beans;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    beans = new TestBeans(database);
  }

  private static <T> T edit(Function<EditKeys, T> work) {
    return beans.call(EditKeys.class, work);
  }

  private static KeyView create(Grants grants, String json) {
    return edit(keys -> keys.create(grants, read(json, null)));
  }

  private static KeyView change(Grants grants, KeyView key, String json) {
    return edit(keys -> keys.change(grants, key.keyId(), read(json, key.keyId()), ANY));
  }

  private static KeyInput read(String json, String id) {
    try {
      Faults faults = new Faults();
      KeyInput input =
          id == null
              ? KeyInput.ofNew(Json.document(json), ROLES, faults)
              : KeyInput.ofChange(Json.document(json), id, ROLES, faults);
      faults.refuse();
      return input;
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(notJson);
    }
  }

  private static KeyView view(KeyView key) {
    return beans.call(ViewKeys.class, keys -> keys.one(key.keyId(), null));
  }

  private static String hash(KeyView key, String column) {
    return database.one(
        "SELECT encode(" + column + ", 'hex') FROM api_key WHERE key_id = ?", key.keyId());
  }

  private static String digest(KeyView made) {
    return java.util.HexFormat.of().formatHex(KeyText.of(made.key()).orElseThrow().digest());
  }

  private static Grants holder(KeyView key, Scope... scopes) {
    return new Grants(
        new Principal(
            Principal.Kind.KEY, key.keyId(), null, Set.of(scopes), null, key.expiresAt(), 1),
        ROLES,
        true);
  }

  @Test
  void theSecretIsInTheAnswerAndItsDigestInTheTable() {
    KeyView made = create(ADMIN, WORKER);
    assertThat(KeyText.of(made.key()).orElseThrow().id()).isEqualTo(made.keyId());
    assertThat(hash(made, "secret_hash")).isEqualTo(digest(made));
    assertThat(database.one("SELECT k::text FROM api_key k WHERE key_id = ?", made.keyId()))
        .doesNotContain(KeyText.of(made.key()).orElseThrow().secret());
    assertThat(view(made).key()).isNull();
    assertThat(Json.write(view(made))).doesNotContain("\"key\"", "hash");
    assertThat(made.createdBy()).isEqualTo("nobody");
  }

  @Test
  void aKeyThatHasEndedAlreadyIsNotMade() {
    assertThatThrownBy(
            () -> create(ADMIN, "{\"name\": \"k\", \"expires_at\": \"2001-01-01T00:00:00Z\"}"))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void onlyWhatIsNamedChangesAndNothingLeavesNoTrace() {
    KeyView made = create(ADMIN, WORKER);
    KeyView same = change(ADMIN, made, "{\"roles\": [\"worker\"], \"name\": \"w\"}");
    assertThat(same.updatedAt()).isEqualTo(made.updatedAt());
    assertThat(same.etag()).isEqualTo(made.etag());
    KeyView changed = change(ADMIN, made, "{\"handlers\": [\"A\", \"A\", \"B\"]}");
    assertThat(changed.handlers()).containsExactly("A", "B");
    assertThat(changed.roles()).containsExactly("worker");
    assertThat(changed.etag()).isNotEqualTo(made.etag());
    assertThat(view(made)).isEqualTo(changed);
    assertThatThrownBy(
            () ->
                edit(
                    keys ->
                        keys.change(
                            ADMIN,
                            made.keyId(),
                            read("{\"name\": \"x\"}", made.keyId()),
                            IfMatch.of(made.etag()))))
        .isInstanceOf(KeyErrors.KeyHasChanged.class);
  }

  @Test
  void aUseIsNoOtherVersionOfTheKey() {
    KeyView made = create(ADMIN, WORKER);
    database.run(
        "UPDATE api_key SET last_used_at = service_clock() WHERE key_id = ?", made.keyId());
    assertThat(view(made).lastUsedAt()).isNotNull();
    assertThat(view(made).etag()).isEqualTo(made.etag());
  }

  @Test
  void aKeyStaysRevoked() {
    KeyView made = create(ADMIN, WORKER);
    KeyView revoked = change(ADMIN, made, "{\"revoked\": true}");
    assertThat(revoked.revokedAt()).isNotNull();
    database.moveClock(Duration.ofMinutes(1));
    assertThat(change(ADMIN, made, "{\"revoked\": true}").revokedAt())
        .isEqualTo(revoked.revokedAt());
    assertThatThrownBy(() -> change(ADMIN, made, "{\"revoked\": false}"))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> edit(keys -> keys.rotate(ADMIN, made.keyId(), Duration.ZERO)))
        .isInstanceOf(KeyErrors.KeyIsRevoked.class);
  }

  @Test
  void aRotationKeepsTheOldSecretForTheOverlap() {
    KeyView made = create(ADMIN, WORKER);
    KeyView rotated = edit(keys -> keys.rotate(ADMIN, made.keyId(), Duration.ofHours(1)));
    assertThat(rotated.previousUntil()).isEqualTo(rotated.updatedAt().plus(Duration.ofHours(1)));
    assertThat(hash(made, "secret_hash")).isEqualTo(digest(rotated)).isNotEqualTo(digest(made));
    assertThat(hash(made, "previous_hash")).isEqualTo(digest(made));
    KeyView again = edit(keys -> keys.rotate(ADMIN, made.keyId(), Duration.ZERO));
    assertThat(again.previousUntil()).isNull();
    assertThat(hash(made, "previous_hash")).isNull();
    assertThat(hash(made, "secret_hash")).isEqualTo(digest(again));
  }

  @Test
  void aDeletedKeyIsGone() {
    KeyView made = create(ADMIN, WORKER);
    beans.run(EditKeys.class, keys -> keys.delete(ADMIN, made.keyId()));
    assertThatThrownBy(() -> view(made)).isInstanceOf(KeyErrors.KeyNotFound.class);
    assertThatThrownBy(() -> beans.run(EditKeys.class, keys -> keys.delete(ADMIN, made.keyId())))
        .isInstanceOf(KeyErrors.KeyNotFound.class);
  }

  @Test
  void aKeyWithMoreRightsThanTheCallerIsLeftAlone() {
    KeyView admin = create(ADMIN, "{\"name\": \"a\", \"roles\": [\"admin\"]}");
    Grants caller = holder(create(ADMIN, WORKER), Scope.KEY_ADMIN, Scope.WORK);
    assertThatThrownBy(() -> change(caller, admin, "{\"roles\": []}"))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> edit(keys -> keys.rotate(caller, admin.keyId(), Duration.ZERO)))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> beans.run(EditKeys.class, keys -> keys.delete(caller, admin.keyId())))
        .isInstanceOf(Forbidden.class);
    KeyView worker = create(caller, WORKER);
    assertThatThrownBy(() -> change(caller, worker, "{\"scopes\": [\"metrics\"]}"))
        .isInstanceOf(Forbidden.class)
        .hasMessageContaining("metrics");
    assertThat(view(worker).scopes()).isEmpty();
    assertThat(change(caller, worker, "{\"revoked\": true}").revokedAt()).isNotNull();
  }

  @Test
  void aKeyMakesItselfNoLongerAndMayLeave() {
    KeyView own =
        create(
            ADMIN,
            "{\"name\": \"k\", \"scopes\": [\"key:admin\"], \"expires_at\": \"2199-01-01T00:00:00Z\"}");
    Grants caller = holder(own, Scope.KEY_ADMIN);
    assertThatThrownBy(() -> change(caller, own, "{\"expires_at\": null}"))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> edit(keys -> keys.rotate(caller, own.keyId(), Duration.ZERO)))
        .isInstanceOf(Forbidden.class);
    String copy = "{\"name\": \"copy\", \"scopes\": [\"key:admin\"]";
    assertThatThrownBy(() -> create(caller, copy + "}")).isInstanceOf(Forbidden.class);
    KeyView other = create(caller, copy + ", \"expires_at\": \"2198-01-01T00:00:00Z\"}");
    assertThatThrownBy(() -> change(caller, other, "{\"expires_at\": null}"))
        .isInstanceOf(Forbidden.class);
    beans.run(EditKeys.class, keys -> keys.delete(caller, own.keyId()));
    assertThatThrownBy(() -> view(own)).isInstanceOf(KeyErrors.KeyNotFound.class);
  }
}
