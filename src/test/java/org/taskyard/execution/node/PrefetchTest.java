package org.taskyard.execution.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How many tasks a node holds beyond its slots. */
class PrefetchTest {

  private static final int SLOTS = 8;
  private static final int MOST = 1_000;

  private final Prefetch prefetch = new Prefetch(SLOTS, MOST);

  @Test
  void nothingIsHeldInStoreBeforeARunHasShownThatItIsShort() {
    assertThat(prefetch.size()).isZero();
  }

  @Test
  void shortRunsFillTheStoreForATenthOfASecond() {
    ran(200, TimeUnit.MILLISECONDS.toNanos(10));
    // eight slots get through 80 runs of 10 ms, of which eight are in the slots
    assertThat(prefetch.size()).isBetween(70, 72);
  }

  @Test
  void theStoreIsNeverLargerThanTheSettingAllows() {
    ran(500, 1);
    assertThat(prefetch.size()).isEqualTo(MOST);
  }

  @Test
  void oneLongRunAmongShortOnesEmptiesTheStore() {
    ran(500, TimeUnit.MILLISECONDS.toNanos(1));
    assertThat(prefetch.size()).isPositive();
    prefetch.ran(TimeUnit.SECONDS.toNanos(10));
    assertThat(prefetch.size()).isZero();
  }

  @Test
  void largeRequestsMakeTheStoreSmallBeforeTheyHaveRun() {
    ran(500, TimeUnit.MICROSECONDS.toNanos(10));
    String megabyte = "x".repeat(1024 * 1024);
    for (int i = 0; i < 200; i++) {
      prefetch.claimed(megabyte);
    }
    assertThat(prefetch.size()).isEqualTo(16);
  }

  private void ran(int times, long nanos) {
    for (int i = 0; i < times; i++) {
      prefetch.ran(nanos);
    }
  }
}
