package org.taskyard.schedule.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DueTimesTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Timing HOURLY = Timing.cron("@hourly", ZoneOffset.UTC);

  private static Instant noonAnd(long minutes) {
    return NOON.plus(Duration.ofMinutes(minutes));
  }

  private static DueTimes hourly(Instant first, Instant now, Misfire misfire) {
    return DueTimes.between(first, now, HOURLY, misfire, 3);
  }

  @Test
  void whatIsFoundWithinTheGraceIsOnTimeUnderAnyPolicy() {
    for (Misfire misfire : Misfire.values()) {
      Instant now = NOON.plus(DueTimes.GRACE);
      assertThat(hourly(NOON, now, misfire).due()).as("%s", misfire).containsExactly(NOON);
      assertThat(hourly(NOON, now, misfire).next()).contains(noonAnd(60));
    }
  }

  @Test
  void skipLetsEverythingGoThatWasMissed() {
    DueTimes due = hourly(NOON, noonAnd(61), Misfire.SKIP);
    assertThat(due.due()).containsExactly(noonAnd(60));
    assertThat(hourly(NOON, noonAnd(62), Misfire.SKIP).due()).isEmpty();
    assertThat(hourly(NOON, noonAnd(62), Misfire.SKIP).next()).contains(noonAnd(120));
  }

  @Test
  void onceMakesUpForTheLastOneThatWasMissed() {
    DueTimes due = hourly(NOON, noonAnd(5 * 60 + 30), Misfire.ONCE);
    assertThat(due.due()).containsExactly(noonAnd(5 * 60));
    assertThat(due.next()).contains(noonAnd(6 * 60));
  }

  @Test
  void allMakesUpForTheLastOnesAsFarAsTheBoundGoes() {
    assertThat(hourly(NOON, noonAnd(61 + 30), Misfire.ALL).due())
        .containsExactly(NOON, noonAnd(60));
    assertThat(hourly(NOON, noonAnd(9 * 60 + 30), Misfire.ALL).due())
        .containsExactly(noonAnd(7 * 60), noonAnd(8 * 60), noonAnd(9 * 60));
  }

  @Test
  void whatIsOnTimeComesOnTopOfWhatIsMadeUpFor() {
    assertThat(hourly(NOON, noonAnd(180), Misfire.ONCE).due())
        .containsExactly(noonAnd(120), noonAnd(180));
    assertThat(hourly(NOON, noonAnd(180), Misfire.ALL).due())
        .containsExactly(NOON, noonAnd(60), noonAnd(120), noonAnd(180));
  }

  @Test
  void yearsOfSecondsAreMadeUpForAtOnceAndBounded() {
    Timing seconds = Timing.cron("* * * * * *", ZoneOffset.UTC);
    Instant now = NOON.plus(Duration.ofDays(20 * 365));
    DueTimes due = DueTimes.between(NOON, now, seconds, Misfire.ALL, 100);
    assertThat(due.due()).hasSize(100 + 61).isSorted().endsWith(now);
    assertThat(due.next()).contains(now.plusSeconds(1));
  }

  @Test
  void behindTheEndNothingIsDueAnyMore() {
    Timing ended = HOURLY.between(null, noonAnd(120));
    DueTimes due = DueTimes.between(NOON, noonAnd(600), ended, Misfire.ALL, 10);
    assertThat(due.due()).isEqualTo(List.of(NOON, noonAnd(60), noonAnd(120)));
    assertThat(due.next()).isEmpty();
  }
}
