package org.taskyard.schedule.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeZonesTest {

  @Test
  void theShortNamesOfTheIanaDatabaseAreTimeZones() {
    assertThat(hoursOf("EST", "MST", "HST", "Etc/GMT+3", "GB", "UTC"))
        .containsExactly(-5, -7, -10, -3, 0, 0);
  }

  @Test
  void namesThatTheIanaDatabaseDoesNotHaveAreNone() {
    for (String name : List.of("PST", "IST", "est", "+02:00", "Europe/Nowhere", "")) {
      assertThat(TimeZones.of(name)).as(name).isEmpty();
    }
  }

  private static List<Integer> hoursOf(String... names) {
    Instant winter = Instant.parse("2026-01-01T00:00:00Z");
    return List.of(names).stream()
        .map(name -> TimeZones.of(name).orElseThrow().getRules().getOffset(winter))
        .map(offset -> offset.getTotalSeconds() / 3600)
        .toList();
  }
}
