package org.taskyard.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class Rfc3339Test {

  @Test
  void momentIsWrittenWithSixDigitsWhateverItsFraction() {
    assertThat(Rfc3339.text(Instant.parse("2024-01-31T23:59:59Z")))
        .isEqualTo("2024-01-31T23:59:59.000000Z");
    assertThat(Rfc3339.text(Instant.parse("2024-02-29T00:00:00.000012Z")))
        .isEqualTo("2024-02-29T00:00:00.000012Z");
    assertThat(Rfc3339.text(Instant.parse("1969-12-31T23:59:59.999999999Z")))
        .isEqualTo("1969-12-31T23:59:59.999999Z");
  }

  @Test
  void firstAndLastYearHaveFourDigits() {
    assertThat(Rfc3339.text(Instant.parse("0001-01-01T00:00:00Z")))
        .isEqualTo("0001-01-01T00:00:00.000000Z");
    assertThat(Rfc3339.text(Instant.parse("9999-12-31T23:59:59.999999Z")))
        .isEqualTo("9999-12-31T23:59:59.999999Z");
  }

  @Test
  void whatIsWrittenReadsBackAsTheSameMoment() {
    for (long second = -60_000_000_000L; second < 250_000_000_000L; second += 1_234_567_891L) {
      Instant moment = Instant.ofEpochSecond(second, 123_456_000);
      assertThat(Rfc3339.moment(Rfc3339.text(moment))).contains(moment);
    }
  }
}
