package org.taskyard.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentTest {

  private final AtomicLong nanos = new AtomicLong(-5);
  private final AtomicInteger lookups = new AtomicInteger();
  private final Recent<String, Integer> recent = new Recent<>(nanos::get);

  @Test
  void whatWasLookedUpHoldsForLessThanASecond() {
    assertThat(get("a")).isEqualTo(1);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1) - 1);
    assertThat(get("a")).isEqualTo(1);
    nanos.addAndGet(1);
    assertThat(get("a")).isEqualTo(2);
  }

  @Test
  void theSecondBeginsBeforeTheLookup() {
    recent.get(
        "a",
        before -> {
          nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
          return 0;
        });
    assertThat(get("a")).isEqualTo(1);
  }

  @Test
  void aLookupKnowsWhatWasFoundBefore() {
    assertThat(recent.get("a", before -> before == null ? 7 : 0)).isEqualTo(7);
    nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
    assertThat(recent.get("a", before -> before + 1)).isEqualTo(8);
  }

  @Test
  void whatIsForgottenIsLookedUpAgain() {
    get("a");
    recent.forget();
    assertThat(get("a")).isEqualTo(2);
  }

  @Test
  void theLongestUnusedMakesRoom() {
    for (int i = 0; i <= 10_000; i++) {
      get("key " + i);
    }
    assertThat(get("key 10000")).isEqualTo(10_001);
    assertThat(get("key 0")).isEqualTo(10_002);
  }

  private int get(String key) {
    return recent.get(key, before -> lookups.incrementAndGet());
  }
}
