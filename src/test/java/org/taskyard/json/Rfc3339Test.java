package org.taskyard.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @CsvSource({
    "2030-12-25T00:00:00Z, 2030-12-25T00:00:00Z",
    "2030-12-25t01:02:03.5z, 2030-12-25T01:02:03.500Z",
    "2030-12-25T00:00:00.1Z, 2030-12-25T00:00:00.100Z",
    "2030-12-25T00:00:00.123456789012Z, 2030-12-25T00:00:00.123456Z",
    "2030-12-31T23:59:59.9999999Z, 2030-12-31T23:59:59.999999Z",
    "1969-12-31T23:59:59.9999999Z, 1969-12-31T23:59:59.999999Z",
    "2030-12-25T00:00:00-00:00, 2030-12-25T00:00:00Z",
    "2030-12-25T05:45:00+05:45, 2030-12-25T00:00:00Z",
    "2030-12-25T23:59:00+23:59, 2030-12-25T00:00:00Z",
    "2030-12-25T00:00:00-23:59, 2030-12-25T23:59:00Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    "2000-02-29T00:00:00Z, 2000-02-29T00:00:00Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "0000-12-31T23:00:00-01:00, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.9999999Z, 9999-12-31T23:59:59.999999Z",
    // leap seconds
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59.999999Z",
    "2015-06-30T23:59:60.25z, 2015-06-30T23:59:59.999999Z",
    "1990-12-31T15:59:60-08:00, 1990-12-31T23:59:59.999999Z",
    "2017-01-01T05:29:60+05:30, 2016-12-31T23:59:59.999999Z",
    "9999-12-31T23:59:60Z, 9999-12-31T23:59:59.999999Z"
  })
  void whatTheGrammarAllowsIsRead(String text, Instant moment) {
    assertThat(Rfc3339.moment(text)).contains(moment);
  }

  @Test
  void aFractionMayBeAsLongAsItLikes() {
    assertThat(Rfc3339.moment("2030-12-25T00:00:00." + "9".repeat(100_000) + "Z"))
        .contains(Instant.parse("2030-12-25T00:00:00.999999Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2024-01-31",
        "2024-01-31T",
        "2024-01-31T12:00Z",
        "2024-01-31T12:00:00",
        "2024-01-31T12:00:00.Z",
        "2024-01-31T12:00:00.5",
        "2024-01-31T12:00:00,5Z",
        "2024-01-31T12:00:00. Z",
        "2024-01-31T12:00:00.1.2Z",
        "2024-01-31T12:00:00 Z",
        "2024-01-31T12:00:00ZZ",
        "2024-01-31T12:00:00Z ",
        " 2024-01-31T12:00:00Z",
        "2024-01-31 12:00:00Z",
        "2024-01-31_12:00:00Z",
        "2024-01-31T24:00:00Z",
        "2024-01-31T12:60:00Z",
        "2024-01-31T12:00:61Z",
        "2024-01-31T-1:00:00Z",
        "2024-13-01T00:00:00Z",
        "2024-00-01T00:00:00Z",
        "2024-01-00T00:00:00Z",
        "2024-01-32T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "1400-02-29T00:00:00Z",
        "2024-1-1T00:00:00Z",
        "2024-W05-3T00:00:00Z",
        "2024-031T00:00:00.0Z",
        "20240131T120000.000Z",
        "+2024-01-31T12:00:00Z",
        "-0001-01-31T12:00:00Z",
        "12024-01-31T12:00:00Z",
        "24-01-31T12:00:00.000Z",
        "2024-01-31T12:00:00+01",
        "2024-01-31T12:00:00+0100",
        "2024-01-31T12:00:00+1:00",
        "2024-01-31T12:00:00+01:0",
        "2024-01-31T12:00:00+24:00",
        "2024-01-31T12:00:00+00:60",
        "2024-01-31T12:00:00+01:00:00",
        "2024-01-31T12:00:00 01:00",
        "2024-01-31T12:00:00\u221201:00",
        "2024-01-31T12:00:00+01:00[Europe/Berlin]",
        "2024-01-31T12:00:00UTC",
        "2024-01-31T12:00:00\uFF3A",
        "\u0662\u0660\u0662\u0664-01-31T12:00:00Z",
        "\uFF12\uFF10\uFF12\uFF14-01-31T12:00:00Z",
        "0000-12-31T23:59:59Z",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        // seconds that are no leap seconds
        "2016-12-31T23:58:60Z",
        "2016-12-30T23:59:60Z",
        "2016-03-31T23:59:60Z",
        "2016-12-31T23:59:60+01:00",
        "2016-12-31T12:00:60Z"
      })
  void whatItDoesNotAllowIsNone(String text) {
    assertThat(Rfc3339.moment(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01", "2024-02-29", "9999-12-31"})
  void aDayIsADateOfFourDigitsOfTheYear(String text) {
    assertThat(Rfc3339.day(text)).contains(LocalDate.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024",
        "2024-01",
        "0000-12-31",
        "2023-02-29",
        "2024-1-001",
        "2024-13-01",
        "2024-01-1 ",
        "+024-01-01",
        "-001-01-01",
        "2024/01/01",
        "2024-01-01Z",
        "20240101",
        "2024-W01-1",
        "\u0662\u0660\u0662\u0664-01-31"
      })
  void whatIsNoDateIsNone(String text) {
    assertThat(Rfc3339.day(text)).isEmpty();
  }

  @Test
  void aDayGoesFromItsFirstMicrosecondToItsLastAlsoWhereThereIsNoNext() {
    LocalDate last = LocalDate.of(9999, 12, 31);
    assertThat(Rfc3339.start(last)).isEqualTo("9999-12-31T00:00:00Z");
    assertThat(Rfc3339.end(last)).isEqualTo("9999-12-31T23:59:59.999999Z");
  }
}
