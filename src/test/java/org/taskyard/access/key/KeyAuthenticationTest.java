package org.taskyard.access.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.taskyard.access.Credentials;
import org.taskyard.access.FailedAttempts;
import org.taskyard.access.Principal;
import org.taskyard.access.Roles;
import org.taskyard.access.Scope;
import org.taskyard.access.Unauthenticated;
import org.taskyard.database.Sql;
import org.taskyard.refusal.ServiceException;
import org.taskyard.settings.Settings;
import org.taskyard.support.TaskyardProcess;
import org.taskyard.support.TestDatabase;

/** Who is let in by a key, on a table of keys and by a clock that is moved. */
class KeyAuthenticationTest {

  private static TestDatabase database;

  private final KeyText key = KeyText.random();
  private KeyAuthentication authentication;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @BeforeEach
  void begin() {
    authentication = node("keys", database.sql());
    database.run(
        """
        INSERT INTO api_key
          (key_id, secret_hash, name, roles, scopes, handlers, user_id, created_at, created_by, updated_at, generation)
        VALUES (?, ?, 'k', '["worker"]', '["task:read"]', '["A"]', 'u1', service_clock(), 'test', service_clock(), 1)
        """,
        key.id(),
        key.digest());
  }

  private static KeyAuthentication node(String ways, Sql sql) {
    KeyAuthentication node = new KeyAuthentication();
    node.settings = Settings.from(Map.of("taskyard.auth", ways)::get);
    node.findKey = new FindKey(sql, Roles.with(Map.of()));
    node.attempts = new FailedAttempts();
    node.noteUse = new NoteUse();
    node.start();
    return node;
  }

  private static Credentials shown(String bearer) {
    return new Credentials(bearer, null, "192.0.2.1");
  }

  /** On a node that knows nothing yet. */
  private Principal letIn(KeyText text) {
    return node("keys", database.sql()).principal(shown(text.whole()));
  }

  private void change(String what) {
    assertThat(database.run("UPDATE api_key SET " + what + " WHERE key_id = ?", key.id()))
        .isEqualTo(1);
  }

  private void assertRefused(KeyText text, String reason) {
    assertThatThrownBy(() -> letIn(text))
        .isInstanceOfSatisfying(
            Unauthenticated.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(reason);
              assertThat(refusal.explanation()).contains(text.id()).doesNotContain(text.secret());
              assertThat(refusal.getMessage()).doesNotContain(text.id(), text.secret());
            });
  }

  @Test
  void whoShowsAKeyIsWhoItSaysAndMayDoWhatItsWordsComeTo() {
    Principal holder = letIn(key);
    assertThat(holder.kind()).isEqualTo(Principal.Kind.KEY);
    assertThat(holder.id()).isEqualTo(key.id());
    assertThat(holder.userId()).isEqualTo("u1");
    assertThat(holder.scopes()).containsExactlyInAnyOrder(Scope.WORK, Scope.TASK_READ);
    assertThat(holder.handlers()).containsExactly("A");
    assertThat(holder.until()).isNull();
  }

  @Test
  void onlyKeysAreTakenAndOnlyWhereTheyAreInUse() {
    assertThat(authentication.takes(shown(key.whole()))).isTrue();
    assertThat(authentication.takes(shown("tyk_x"))).isTrue();
    assertThat(authentication.takes(shown("eyJ0eXAi.x.y"))).isFalse();
    assertThat(authentication.takes(new Credentials(null, "session", "192.0.2.1"))).isFalse();
    assertThat(node("jwt", database.sql()).takes(shown(key.whole()))).isFalse();
  }

  @Test
  void whatIsNoGoodKeyLetsNobodyIn() {
    assertRefused(KeyText.random(), "unknown");
    assertRefused(KeyText.another(key.id()), "wrong-secret");
    assertThatThrownBy(() -> authentication.principal(shown("tyk_" + key.secret())))
        .isInstanceOfSatisfying(
            Unauthenticated.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo("malformed");
              assertThat(refusal.explanation()).doesNotContain(key.secret());
            });
  }

  @Test
  void aRevokedKeyIsRefused() {
    change("revoked_at = service_clock()");
    assertRefused(key, "revoked");
  }

  @Test
  void aKeyEndsAtItsExpiry() {
    change("expires_at = service_clock() + interval '1 hour'");
    assertThat(letIn(key).until()).isNotNull();
    database.moveClock(Duration.ofHours(1));
    assertRefused(key, "expired");
  }

  @Test
  void duringTheOverlapBothSecretsAreGoodAndTheOldOneNoLonger() {
    KeyText another = KeyText.another(key.id());
    rotate(another, "interval '2 hours'");
    Principal old = letIn(key);
    assertThat(letIn(another).until()).isNull();
    assertThat(letIn(another).generation()).isEqualTo(2);
    assertThat(old.generation()).isEqualTo(1);
    Instant end = old.until();
    assertThat(end).isNotNull();
    assertThat(old.scopes()).isEqualTo(letIn(another).scopes());
    database.moveClock(Duration.ofHours(2));
    assertRefused(key, "rotated");
    assertThat(letIn(another).id()).isEqualTo(key.id());
  }

  private void rotate(KeyText another, String overlap) {
    database.run(
        "UPDATE api_key SET previous_hash = secret_hash, secret_hash = ?, generation = generation + 1,"
            + " previous_until = service_clock() + "
            + overlap
            + " WHERE key_id = ?",
        another.digest(),
        key.id());
  }

  @Test
  void theOldSecretNeverOutlivesItsKey() {
    change("expires_at = service_clock() + interval '1 hour'");
    rotate(KeyText.another(key.id()), "interval '2 hours'");
    assertThat(letIn(key).until()).isEqualTo(expiry());
  }

  private Instant expiry() {
    return Instant.parse(
        database.one(
            "SELECT to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM api_key WHERE key_id = ?",
            key.id()));
  }

  @Test
  void aRightHoldsAsLongAsItsKeyAndWhatTheKeySays() {
    Principal holder = letIn(key);
    assertThat(holds(holder)).isTrue();
    change("name = 'another', expires_at = service_clock() + interval '1 hour'");
    assertThat(holds(holder)).isTrue();
    change("scopes = '[]'");
    assertThat(holds(holder)).isFalse();
    assertThat(holds(letIn(key))).isTrue();
    change("user_id = 'u2'");
    assertThat(holds(holder)).isFalse();
    Principal changed = letIn(key);
    change("revoked_at = service_clock()");
    assertThat(holds(changed)).isFalse();
    database.run("DELETE FROM api_key WHERE key_id = ?", key.id());
    assertThat(holds(changed)).isFalse();
    assertThat(holds(Principal.NOBODY)).isFalse();
  }

  @Test
  void aRightEndsWithTheSecretThatItWasGivenFor() {
    Principal holder = letIn(key);
    rotate(KeyText.another(key.id()), "interval '1 hour'");
    assertThat(holds(holder)).isTrue();
    database.moveClock(Duration.ofHours(1));
    assertThat(holds(holder)).isFalse();
  }

  private static boolean holds(Principal principal) {
    return node("keys", database.sql()).stillHolds(principal);
  }

  @Test
  void withoutTheDatabaseItIsNotKnownWhoCallsAndWhatGoesOnGoesOn() {
    Principal holder = letIn(key);
    PGSimpleDataSource away = new PGSimpleDataSource();
    away.setUrl("jdbc:postgresql://127.0.0.1:" + TaskyardProcess.freePort() + "/none");
    KeyAuthentication node = node("keys", new Sql(away));
    assertThatThrownBy(() -> node.principal(shown(key.whole())))
        .isInstanceOfSatisfying(
            ServiceException.class, refusal -> assertThat(refusal.slug()).isEqualTo("unavailable"));
    assertThat(node.stillHolds(holder)).isTrue();
  }
}
