package org.taskyard.access.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Roles;
import org.taskyard.access.Scope;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestDatabase;

/** The key with which everything begins, and last uses, as statements write them. */
class KeepAdminKeyTest {

  private static TestDatabase database;
  private static TestBeans beans;

  private final KeyText key = KeyText.random();

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    beans = new TestBeans(database);
  }

  @BeforeEach
  void noKeys() {
    database.run("DELETE FROM api_key");
  }

  private static void keep(KeyText text) {
    beans.run(KeepAdminKey.class, bean -> bean.keep(text));
  }

  private static StoredKey found(String id) {
    return new FindKey(database.sql(), Roles.with(Map.of())).find(id).orElseThrow();
  }

  private void assertIsAdmin(KeyText text) {
    assertThat(found(text.id()).principal(text.id(), text.digest()).scopes())
        .containsExactly(Scope.values());
  }

  @Test
  void theKeyOfTheSettingsIsMadeOnceAndLeftAloneAfterwards() {
    keep(key);
    assertIsAdmin(key);
    String row = database.one("SELECT k::text FROM api_key k");
    database.moveClock(Duration.ofMinutes(1));
    keep(key);
    assertThat(database.one("SELECT k::text FROM api_key k")).isEqualTo(row);
  }

  @Test
  void theKeyOfTheSettingsIsGoodAgainWhateverBecameOfIt() {
    keep(key);
    database.run(
        """
        UPDATE api_key SET revoked_at = service_clock(), expires_at = service_clock(), roles = '[]',
          scopes = '["metrics"]', handlers = '[]', previous_hash = secret_hash, previous_until = service_clock()
        """);
    KeyText another = KeyText.another(key.id());
    keep(another);
    assertIsAdmin(another);
    assertThat(found(key.id()).holder().handlers()).isNull();
    assertThat(found(key.id()).has(key.digest())).isFalse();
    assertThat(found(key.id()).holder().generation()).isEqualTo(2);
  }

  @Test
  void nodesThatStartAtOnceMakeOneFirstKey() throws Exception {
    List<CompletableFuture<Optional<KeyText>>> nodes =
        java.util.stream.Stream.generate(
                () -> CompletableFuture.supplyAsync(KeepAdminKeyTest::first))
            .limit(4)
            .toList();
    int made = 0;
    for (CompletableFuture<Optional<KeyText>> node : nodes) {
      Optional<KeyText> first = node.get(1, TimeUnit.MINUTES);
      first.ifPresent(this::assertIsAdmin);
      made += first.isPresent() ? 1 : 0;
    }
    assertThat(made).isEqualTo(1);
    assertThat(database.one("SELECT count(*) FROM api_key")).isEqualTo("1");
  }

  /** A node that is in the middle of it: the other one waits, and sees the key. */
  @Test
  void theSecondNodeWaitsForTheFirst() throws Exception {
    CompletableFuture<Optional<KeyText>> second;
    try (TestBeans.Transaction first = beans.begin()) {
      assertThat(first.bean(KeepAdminKey.class).makeFirst()).isPresent();
      second = CompletableFuture.supplyAsync(KeepAdminKeyTest::first);
      org.taskyard.support.Eventually.holds(
          "it waits",
          () ->
              "1"
                  .equals(
                      database.one(
                          "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                              + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")));
      first.commit();
    }
    assertThat(second.get(1, TimeUnit.MINUTES)).isEmpty();
  }

  private static Optional<KeyText> first() {
    return beans.call(KeepAdminKey.class, KeepAdminKey::makeFirst);
  }

  @Test
  void whereThereIsAKeyNoFirstOneIsMade() {
    keep(key);
    assertThat(first()).isEmpty();
  }

  @Test
  void theLastUseIsWrittenOnceAMinute() {
    keep(key);
    assertThat(lastUse()).isNull();
    use();
    String first = lastUse();
    assertThat(first).isNotNull();
    database.moveClock(Duration.ofSeconds(50));
    use();
    assertThat(lastUse()).isEqualTo(first);
    database.moveClock(Duration.ofSeconds(10));
    use();
    assertThat(lastUse()).isNotEqualTo(first);
  }

  private void use() {
    beans.run(WriteUse.class, bean -> bean.write(List.of(key.id(), "0000000000000000")));
  }

  private static String lastUse() {
    return database.one("SELECT last_used_at FROM api_key");
  }
}
