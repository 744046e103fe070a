package org.taskyard.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of due times that pass while nobody looks, during a pause, before a change. */
class MissedRunsTest {

  private static TestSchedules schedules;

  @BeforeAll
  static void create() {
    schedules = new TestSchedules();
  }

  @BeforeEach
  void empty() {
    schedules.empty();
  }

  @Test
  void skipLetsGoWhatWasMissed() {
    UUID id = schedules.add("misfire", "skip");
    Instant first = schedules.shown(id).nextRunAt();
    schedules.pass(Duration.ofMinutes(330));
    assertThat(schedules.fire(id)).isZero();
    assertThat(schedules.shown(id).nextRunAt()).isEqualTo(first.plusSeconds(5 * 3_600));
    assertThat(schedules.shown(id).lastRunAt()).isNull();
    assertThat(schedules.tasks()).isZero();
  }

  @Test
  void onceMakesUpForTheLastOneThatWasMissed() {
    UUID id = schedules.add();
    Instant first = schedules.shown(id).nextRunAt();
    schedules.pass(Duration.ofMinutes(330));
    assertThat(schedules.fire(id)).isEqualTo(1);
    assertThat(schedules.made(first)).containsExactly(4);
    assertThat(schedules.shown(id).lastRunAt()).isEqualTo(first.plusSeconds(4 * 3_600));
  }

  @Test
  void allMakesUpForAsManyAsTheBoundAllows() {
    UUID id = schedules.add("misfire", "all", "max_misfires", 3);
    Instant first = schedules.shown(id).nextRunAt();
    schedules.pass(Duration.ofMinutes(150));
    assertThat(schedules.fire(id)).isEqualTo(2);
    schedules.pass(Duration.ofHours(8));
    assertThat(schedules.fire(id)).isEqualTo(3);
    assertThat(schedules.made(first)).containsExactly(0, 1, 7, 8, 9);
    assertThat(schedules.shown(id).nextRunAt()).isEqualTo(first.plusSeconds(10 * 3_600));
  }

  @Test
  void aPausedScheduleIsNotLookedAtAndItsPolicySaysWhatBecomesOfThePause() {
    UUID id = schedules.add("misfire", "all");
    Instant first = schedules.shown(id).nextRunAt();
    schedules.change(id, Map.of("paused", true));
    schedules.pass(Duration.ofMinutes(210));
    assertThat(schedules.waiting()).isEmpty();
    assertThat(schedules.fire(id)).isZero();
    assertThat(schedules.shown(id).nextRunAt()).isEqualTo(first);

    schedules.change(id, Map.of("paused", false));
    assertThat(schedules.fire(id)).isEqualTo(3);
    assertThat(schedules.made(first)).containsExactly(0, 1, 2);
  }

  @Test
  void aChangeOfWhenItIsDueBeginsAnewAndAnyOtherChangeLetsWhatIsDueBe() {
    UUID id = schedules.add("misfire", "all");
    Instant first = schedules.shown(id).nextRunAt();
    schedules.pass(Duration.ofMinutes(130));
    schedules.change(id, Map.of("priority", 9, "interval", 3_600, "time_zone", "UTC"));
    assertThat(schedules.shown(id).nextRunAt()).isEqualTo(first);
    schedules.change(id, Map.of("interval", "PT30M"));
    assertThat(schedules.shown(id).nextRunAt())
        .isBetween(first.plusSeconds(100 * 60), first.plusSeconds(100 * 60 + 30));
    assertThat(schedules.fire(id)).isZero();
  }

  @Test
  void anIntervalBeginsAtTheStartIfThereIsOne() {
    Instant start = Instant.parse("2020-02-03T04:05:06Z");
    UUID id = schedules.add("starts_at", start.toString());
    Instant next = schedules.shown(id).nextRunAt();
    assertThat((next.getEpochSecond() - start.getEpochSecond()) % 3_600).isZero();
    assertThat(next).isAfter(Instant.parse(clock()));
  }

  @Test
  void behindItsEndAScheduleIsNotDueAnyMore() {
    UUID id = schedules.add("misfire", "all");
    Instant first = schedules.shown(id).nextRunAt();
    schedules.change(id, Map.of("ends_at", first.plusSeconds(5_000).toString()));
    schedules.pass(Duration.ofHours(10));
    assertThat(schedules.fire(id)).isEqualTo(2);
    assertThat(schedules.shown(id).nextRunAt()).isNull();
    assertThat(schedules.waiting()).isEmpty();
  }

  @Test
  void aLookTellsWhatIsDueFirstAndHowLongTheOthersWait() {
    UUID later = schedules.add("name", "later", "interval", "PT2H");
    UUID sooner = schedules.add("name", "sooner");
    schedules.pass(Duration.ofHours(1));
    List<FireSchedule.Waiting> waiting = schedules.waiting();
    assertThat(waiting).extracting(FireSchedule.Waiting::scheduleId).containsExactly(sooner, later);
    assertThat(waiting.get(0).dueIn()).isNegative();
    assertThat(waiting.get(1).dueIn()).isBetween(Duration.ofMinutes(58), Duration.ofHours(1));
  }

  private static String clock() {
    return schedules.database.one(
        "SELECT to_char(service_clock() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')");
  }
}
