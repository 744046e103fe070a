package org.taskyard.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

  @ParameterizedTest
  @CsvSource({
    "0s, PT0S",
    "45s, PT45S",
    "90m, PT90M",
    "12h, PT12H",
    "7d, PT168H",
    "2w, PT336H",
    "PT1H30M, PT90M",
    "P7D, PT168H",
    "365000d, PT8760000H",
  })
  void lengthsAreReadAsPeopleAndIsoWriteThem(String text, Duration length) {
    assertThat(TimeSpan.of(text)).contains(length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "7", "d", "7 days", "-7d", "1.5h", "P1Y", "PT-1H", "7D", "9999999999d", "x"})
  void whatIsNoLengthIsNone(String text) {
    assertThat(TimeSpan.of(text)).isEmpty();
  }

  @Test
  void moreThanAThousandYearsAreNone() {
    assertThat(TimeSpan.of("365001d")).isEmpty();
    assertThat(TimeSpan.of("PT9223372036854775807S")).isEmpty();
  }
}
