package org.taskyard.schedule.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a change of the clock means, in zones where there are some of every kind. */
class ZonedCronTest {

  /** Due times behind a local time, as that zone shows them. */
  private static List<String> due(String cron, String zone, String from, int count) {
    ZoneId id = ZoneId.of(zone);
    ZonedCron zoned = new ZonedCron(CronPattern.of(cron), id);
    Instant moment = LocalDateTime.parse(from).atZone(id).toInstant();
    List<String> due = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      moment = zoned.after(moment).orElseThrow();
      due.add(moment.atZone(id).toOffsetDateTime().toString());
    }
    return due;
  }

  @Test
  void aTimeThatTheClockLeavesOutHappensWhenItIsPutForward() {
    assertThat(due("30 2 * * *", "Europe/Berlin", "2026-03-28T00:00", 3))
        .containsExactly(
            "2026-03-28T02:30+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
    assertThat(due("30 2 * * *", "America/New_York", "2026-03-07T00:00", 3))
        .containsExactly(
            "2026-03-07T02:30-05:00", "2026-03-08T03:00-04:00", "2026-03-09T02:30-04:00");
    // half an hour
    assertThat(due("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00", 3))
        .containsExactly(
            "2026-10-03T02:15+10:30", "2026-10-04T02:30+11:00", "2026-10-05T02:15+11:00");
  }

  @Test
  void aDayWithoutMidnightBeginsLaterAndIsNotLost() {
    assertThat(due("0 0 * * *", "America/Sao_Paulo", "2017-10-14T00:00", 2))
        .containsExactly("2017-10-15T01:00-02:00", "2017-10-16T00:00-02:00");
    assertThat(due("@daily", "Africa/Cairo", "2024-04-25T00:00", 2))
        .containsExactly("2024-04-26T01:00+03:00", "2024-04-27T00:00+03:00");
    // it stays the first of the month and the Friday
    assertThat(due("0 0 * * FRI", "Africa/Cairo", "2024-04-20T00:00", 2))
        .containsExactly("2024-04-26T01:00+03:00", "2024-05-03T00:00+03:00");
  }

  @Test
  void severalTimesThatTheClockLeavesOutHappenOnceTogether() {
    assertThat(due("0,20,40 2,3 * * *", "Europe/Berlin", "2026-03-29T00:00", 4))
        .containsExactly(
            "2026-03-29T03:00+02:00",
            "2026-03-29T03:20+02:00",
            "2026-03-29T03:40+02:00",
            "2026-03-30T02:00+02:00");
  }

  @Test
  void aDayThatTheClockLeavesOutHappensWhenItIsPutForward() {
    // Samoa crossed the date line: no 30 December
    assertThat(due("0 12 * * *", "Pacific/Apia", "2011-12-29T00:00", 3))
        .containsExactly(
            "2011-12-29T12:00-10:00", "2011-12-31T00:00+14:00", "2011-12-31T12:00+14:00");
  }

  @Test
  void aTimeThatTheClockShowsTwiceHappensTheFirstTime() {
    assertThat(due("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00", 2))
        .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    assertThat(due("30 1 * * *", "America/New_York", "2026-10-31T12:00", 2))
        .containsExactly("2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00");
    assertThat(due("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T12:00", 2))
        .containsExactly("2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30");
    assertThat(due("0 0-23 * * *", "Europe/Berlin", "2026-10-25T00:30", 4))
        .containsExactly(
            "2026-10-25T01:00+02:00",
            "2026-10-25T02:00+02:00",
            "2026-10-25T03:00+01:00",
            "2026-10-25T04:00+01:00");
  }

  @Test
  void whoLooksWhileTheClockShowsATimeAgainFindsTheNextOne() {
    ZonedCron zoned = new ZonedCron(CronPattern.of("10,30,50 2 * * *"), ZoneId.of("Europe/Berlin"));
    Instant again = ZonedDateTime.parse("2026-10-25T02:20+01:00").toInstant();
    assertThat(zoned.after(again))
        .contains(ZonedDateTime.parse("2026-10-26T02:10+01:00").toInstant());
  }

  @Test
  void minutesOfEveryHourKeepTheirPace() {
    assertThat(due("*/30 * * * *", "Europe/Berlin", "2026-03-29T01:00", 3))
        .containsExactly(
            "2026-03-29T01:30+01:00", "2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00");
    assertThat(due("*/30 * * * *", "Europe/Berlin", "2026-10-25T01:30", 6))
        .containsExactly(
            "2026-10-25T02:00+02:00",
            "2026-10-25T02:30+02:00",
            "2026-10-25T02:00+01:00",
            "2026-10-25T02:30+01:00",
            "2026-10-25T03:00+01:00",
            "2026-10-25T03:30+01:00");
    assertThat(due("@hourly", "America/New_York", "2026-11-01T00:00", 3))
        .containsExactly(
            "2026-11-01T01:00-04:00", "2026-11-01T01:00-05:00", "2026-11-01T02:00-05:00");
    assertThat(due("*/15 * * * *", "Australia/Lord_Howe", "2026-04-05T01:30", 4))
        .containsExactly(
            "2026-04-05T01:45+11:00",
            "2026-04-05T01:30+10:30",
            "2026-04-05T01:45+10:30",
            "2026-04-05T02:00+10:30");
    assertThat(due("15 * * * *", "America/Sao_Paulo", "2017-10-14T22:30", 2))
        .containsExactly("2017-10-14T23:15-03:00", "2017-10-15T01:15-02:00");
  }

  @Test
  void secondsAreMatchedAcrossAChangeOfTheClock() {
    assertThat(due("*/30 59 * * * *", "Europe/Berlin", "2026-03-29T01:59:00", 2))
        .containsExactly("2026-03-29T01:59:30+01:00", "2026-03-29T03:59+02:00");
  }

  @Test
  void theLastHourOfTheLastYearComesTwiceAsWell() {
    ZonedCron zoned =
        new ZonedCron(CronPattern.of("0 30 * 24 10 ? 2026"), ZoneId.of("Asia/Beirut"));
    Instant moment = ZonedDateTime.parse("2026-10-24T22:30+03:00").toInstant();
    List<String> due = new ArrayList<>();
    for (Optional<Instant> next = zoned.after(moment);
        next.isPresent();
        next = zoned.after(next.get())) {
      due.add(next.get().toString());
    }
    // clocks go from 24:00 back to 23:00
    assertThat(due).containsExactly("2026-10-24T20:30:00Z", "2026-10-24T21:30:00Z");
  }

  @Test
  void dueTimesNeverGoBackAndAreNeverDueTwice() {
    Random random = new Random(7);
    for (String zone :
        List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "America/Sao_Paulo",
            "Africa/Cairo",
            "Asia/Kathmandu",
            "UTC")) {
      for (String cron : List.of("*/7 * * * *", "*/7 0-3 * * *", "13 1,2 * * *", "@daily")) {
        ZonedCron zoned = new ZonedCron(CronPattern.of(cron), ZoneId.of(zone));
        Instant moment = Instant.parse("2017-01-01T00:00:00Z").plusSeconds(random.nextInt(9_999));
        for (int i = 0; i < 300; i++) {
          Instant next = zoned.after(moment).orElseThrow();
          assertThat(next).isAfter(moment);
          // whoever looks at any moment before it finds it as well
          Instant between = moment.plusSeconds(random.nextInt((int) gap(moment, next)));
          assertThat(zoned.after(between)).as(cron + " " + zone + " " + between).contains(next);
          moment = next.plusSeconds(i % 10 == 0 ? random.nextInt(3_000_000) : 0);
        }
      }
    }
  }

  private static long gap(Instant from, Instant to) {
    return to.getEpochSecond() - from.getEpochSecond();
  }
}
