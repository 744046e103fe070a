package org.taskyard.access.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.taskyard.access.FailedAttempts;
import org.taskyard.access.Principal;
import org.taskyard.access.Scope;
import org.taskyard.refusal.ServiceException;

/** What a node keeps of keys, by a clock that is moved. */
class KnownKeysTest {

  private static final String HOME = "192.0.2.7";
  private static final int LOOKUPS_OF_STRANGERS = 600;

  private long now = Long.MAX_VALUE - 5;
  private final Map<String, StoredKey> table = new HashMap<>();
  private final AtomicInteger lookups = new AtomicInteger();
  private final FailedAttempts attempts = new FailedAttempts(() -> now);
  private final KnownKeys known = new KnownKeys(() -> now, attempts, this::lookUp);

  private final KeyText key = KeyText.random();

  private Optional<StoredKey> lookUp(String id) {
    lookups.incrementAndGet();
    return Optional.ofNullable(table.get(id));
  }

  private void store(KeyText text) {
    Principal holder =
        new Principal(Principal.Kind.KEY, text.id(), "u", Set.of(Scope.TASK_READ), null, null, 1);
    table.put(text.id(), new StoredKey(text.digest(), null, null, false, false, false, holder));
  }

  private boolean isGood(KeyText shown) {
    return known
        .find(shown.id(), shown.digest(), HOME)
        .filter(k -> k.has(shown.digest()))
        .isPresent();
  }

  @Test
  void whatALookupHasFoundHoldsForASecondAndNoLonger() {
    store(key);
    assertThat(isGood(key)).isTrue();
    table.clear();
    now += KnownKeys.HOLDS - 1;
    assertThat(isGood(key)).isTrue();
    assertThat(lookups).hasValue(1);
    now += 1;
    assertThat(isGood(key)).isFalse();
    assertThat(lookups).hasValue(2);
  }

  @Test
  void anIdWithoutAKeyIsLookedUpOnceASecond() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(isGood(key)).isFalse();
    }
    assertThat(lookups).hasValue(1);
    now += KnownKeys.HOLDS;
    store(key);
    assertThat(isGood(key)).isTrue();
  }

  @Test
  void aSecretOfAMomentAgoIsLookedUpAgain() {
    store(key);
    assertThat(isGood(key)).isTrue();
    KeyText rotated = KeyText.another(key.id());
    store(rotated);
    assertThat(isGood(rotated)).isTrue();
    assertThat(lookups).hasValue(2);
  }

  @Test
  void aFloodOfWrongSecretsCostsTwoLookupsASecond() {
    store(key);
    assertThat(isGood(key)).isTrue();
    for (int i = 0; i < 1_000; i++) {
      assertThat(isGood(KeyText.another(key.id()))).isFalse();
    }
    assertThat(isGood(key)).isTrue();
    assertThat(lookups).hasValue(2);
  }

  @Test
  void askingForAStreamLeavesTheSecretToBeLookedUp() {
    store(key);
    assertThat(known.find(key.id())).isPresent();
    KeyText rotated = KeyText.another(key.id());
    store(rotated);
    assertThat(isGood(rotated)).isTrue();
  }

  @Test
  void aFloodOfUnknownIdsIsNotLookedUpForLong() {
    for (int i = 0; i < LOOKUPS_OF_STRANGERS; i++) {
      assertThat(isGood(KeyText.random())).isFalse();
    }
    assertThatThrownBy(() -> isGood(KeyText.random()))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(ServiceException.Kind.TOO_MANY));
    assertThat(lookups).hasValue(LOOKUPS_OF_STRANGERS);
  }

  @Test
  void aKeyThatWasSeenHereIsLookedUpDuringAFlood() {
    store(key);
    assertThat(isGood(key)).isTrue();
    for (int i = 0; i < LOOKUPS_OF_STRANGERS; i++) {
      assertThat(isGood(KeyText.random())).isFalse();
    }
    now += KnownKeys.HOLDS;
    assertThat(isGood(key)).isTrue();
  }

  @Test
  void aClientWithAKeyOfOldDoesNotLockOutOthers() {
    for (int second = 0; second < 60; second++) {
      for (int i = 0; i < 100; i++) {
        assertThat(isGood(key)).isFalse();
      }
      now += KnownKeys.HOLDS;
    }
    KeyText another = KeyText.random();
    store(another);
    assertThat(isGood(another)).isTrue();
  }

  @Test
  void whoAsksAtTheSameMomentSharesTheLookup() throws Exception {
    store(key);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    KnownKeys slow =
        new KnownKeys(
            () -> now,
            attempts,
            id -> {
              begun.countDown();
              await(go);
              return lookUp(id);
            });
    CompletableFuture<?> first = ask(slow);
    await(begun);
    Thread second = new Thread(() -> slow.find(key.id(), key.digest(), HOME));
    second.start();
    org.taskyard.support.Eventually.holds(
        "the second one waits", () -> second.getState() == Thread.State.WAITING);
    go.countDown();
    first.get(1, TimeUnit.MINUTES);
    second.join();
    assertThat(lookups).hasValue(1);
  }

  private CompletableFuture<?> ask(KnownKeys keys) {
    return CompletableFuture.supplyAsync(() -> keys.find(key.id(), key.digest(), HOME));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void aFailedLookupIsToldAndNotKept() {
    KnownKeys broken =
        new KnownKeys(
            () -> now,
            attempts,
            id -> {
              if (lookups.incrementAndGet() == 1) {
                throw new IllegalArgumentException("away");
              }
              return Optional.empty();
            });
    assertThatThrownBy(() -> broken.find(key.id(), key.digest(), HOME)).hasMessage("away");
    assertThat(broken.find(key.id(), key.digest(), HOME)).isEmpty();
  }
}
