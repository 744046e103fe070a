package org.taskyard.launch.wire;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

  private final Pace pace = new Pace();

  /** Seconds until the caller is cut off, or the end. */
  private long last(long seconds, long bytesPerSecond) {
    for (long second = 1; second <= seconds; second++) {
      if (!pace.keeps(SECONDS.toNanos(1), bytesPerSecond)) {
        return second;
      }
    }
    return Long.MAX_VALUE;
  }

  @ParameterizedTest
  @ValueSource(longs = {1024, 50_000, 1_000_000_000})
  void whoeverMovesAKibibyteASecondMayGoOn(long bytesPerSecond) {
    assertThat(last(HOURS.toSeconds(5), bytesPerSecond)).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void whoeverMovesNextToNothingHasHalfAMinute(long bytesPerSecond) {
    assertThat(last(60, bytesPerSecond)).isBetween(30L, 31L);
  }

  @Test
  void whoeverIsHalfAsFastAsNeededHasAMinute() {
    assertThat(last(120, 512)).isBetween(59L, 61L);
  }

  @Test
  void whatWasMovedBeforeBuysNoMoreThanHalfAMinute() {
    assertThat(last(100, 10_000_000)).isEqualTo(Long.MAX_VALUE);
    assertThat(last(60, 0)).isEqualTo(30);
  }

  @Test
  void aThreadWaitsNoLongerThanWhatIsLeft() {
    assertThat(pace.left()).isEqualTo(SECONDS.toNanos(30));
    assertThat(pace.keeps(SECONDS.toNanos(20), 2048)).isTrue();
    assertThat(pace.left()).isBetween(SECONDS.toNanos(12) - 10_000, SECONDS.toNanos(12));
    assertThat(pace.keeps(SECONDS.toNanos(12), 1_000_000)).isFalse();
    assertThat(pace.left()).isEqualTo(MILLISECONDS.toNanos(1));
  }

  @Test
  void anotherRequestBeginsAnew() {
    assertThat(pace.keeps(SECONDS.toNanos(29), 0)).isTrue();
    pace.restart();
    assertThat(pace.keeps(SECONDS.toNanos(29), 0)).isTrue();
  }
}
