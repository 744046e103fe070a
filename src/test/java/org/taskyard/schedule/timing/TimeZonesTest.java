package org.taskyard.schedule.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZonesTest {

  @ParameterizedTest
  @CsvSource({
    "EST,-05:00",
    "MST,-07:00",
    "HST,-10:00",
    "ROC,+08:00",
    "GMT+0,Z",
    "GMT-0,Z",
    "GMT0,Z",
    "Etc/GMT+3,-03:00",
    "Etc/GMT-14,+14:00",
    "MST7MDT,-06:00",
    "GB,+01:00",
    "UCT,Z",
    "Zulu,Z",
    "W-SU,+03:00",
    "Asia/Saigon,+07:00"
  })
  void everyNameOfTheIanaDatabaseIsAZone(String name, String offsetInSummer) {
    ZoneId zone = TimeZones.of(name).orElseThrow();
    assertThat(zone.getRules().getOffset(Instant.parse("2027-07-01T00:00:00Z")))
        .hasToString(offsetInSummer);
  }

  /** Java has short names of its own, and offsets; the IANA database has not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PST",
        "IST",
        "CST",
        "JST",
        "ACT",
        "BST",
        "est",
        "Est",
        "europe/berlin",
        "+01:00",
        "Z",
        "GMT+1",
        "UTC+1",
        "GMT+00",
        "",
        " ",
        " EST",
        "Europe/Berlin ",
        "Mars/Olympus"
      })
  void nothingElseIs(String name) {
    assertThat(TimeZones.of(name)).isEmpty();
  }

  @Test
  void aShortNameIsAZoneForCron() {
    Timing timing = Timing.cron("0 12 * * *", TimeZones.of("EST").orElseThrow());
    assertThat(timing.from(Instant.parse("2027-07-01T00:00:00Z"), 1))
        .isEqualTo(List.of(Instant.parse("2027-07-01T17:00:00Z")));
  }
}
