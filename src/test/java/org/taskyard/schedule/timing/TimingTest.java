package org.taskyard.schedule.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void anIntervalCountsFromItsAnchorWhateverTheClocksDo() {
    Timing timing = Timing.every(900, NOON);
    assertThat(timing.after(NOON.minusSeconds(5))).contains(NOON);
    assertThat(timing.after(NOON)).contains(NOON.plusSeconds(900));
    assertThat(timing.after(NOON.plusSeconds(899))).contains(NOON.plusSeconds(900));
    assertThat(timing.after(NOON.plusSeconds(900))).contains(NOON.plusSeconds(1_800));
    assertThat(timing.after(NOON.plusSeconds(90_000_000).plusMillis(1)))
        .contains(NOON.plusSeconds(90_000_900));
  }

  @Test
  void nothingIsDueBeforeTheStartAndBehindTheEnd() {
    Timing timing =
        Timing.cron("0 12 * * *", ZoneOffset.UTC).between(NOON, NOON.plusSeconds(86_400));
    assertThat(timing.from(NOON.minusSeconds(1_000_000), 10))
        .containsExactly(NOON, NOON.plusSeconds(86_400));
    Timing later = Timing.cron("0 12 * * *", ZoneOffset.UTC).between(NOON.plusMillis(1), null);
    assertThat(later.after(NOON.minusSeconds(1_000_000))).contains(NOON.plusSeconds(86_400));
  }

  @Test
  void aMomentThatIsDueItselfIsAmongThoseFromThereOn() {
    Timing timing = Timing.cron("0 12 * * *", ZoneOffset.UTC);
    assertThat(timing.from(NOON, 1)).containsExactly(NOON);
    assertThat(timing.from(NOON.plusMillis(1), 1)).containsExactly(NOON.plusSeconds(86_400));
  }

  @Test
  void yearsThatCannotBeWrittenNeverCome() {
    Timing timing = Timing.cron("0 12 1 1 *", ZoneOffset.UTC);
    assertThat(timing.from(Instant.parse("9998-12-31T00:00:00Z"), 10))
        .containsExactly(Instant.parse("9999-01-01T12:00:00Z"));
  }

  @Test
  void theLastDueTimeBeforeABoundIsTheOneThatSteppingWouldFind() {
    for (String cron : List.of("0 12 * * *", "*/17 2,3 * * 1", "*/10 * * * * *", "0 0 29 2 *")) {
      Timing timing = Timing.cron(cron, ZoneId.of("Europe/Berlin"));
      List<Instant> due = timing.from(NOON, 400);
      for (int known = 0; known < 3; known++) {
        for (int i = known + 1; i < due.size(); i += 37) {
          assertThat(timing.lastBefore(due.get(known), due.get(i))).isEqualTo(due.get(i - 1));
          assertThat(timing.lastBefore(due.get(known), due.get(i).plusSeconds(1)))
              .isEqualTo(due.get(i));
          assertThat(timing.lastBefore(due.get(known), due.get(i).plusMillis(1)))
              .isEqualTo(due.get(i));
        }
      }
    }
  }
}
