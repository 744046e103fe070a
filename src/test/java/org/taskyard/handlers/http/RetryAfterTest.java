package org.taskyard.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private static Optional<Duration> of(String retryAfter, String date) {
    Map<String, String> headers = new HashMap<>();
    headers.put("retry-after", retryAfter);
    headers.put("date", date);
    return RetryAfter.of(new HttpAnswer(503, headers, new byte[0], false), () -> NOW);
  }

  @Test
  void secondsAreWaited() {
    assertThat(of("120", null)).contains(Duration.ofSeconds(120));
  }

  @Test
  void aMomentIsWaitedForByTheClockOfItsSender() {
    assertThat(of("Wed, 25 Nov 2026 10:05:00 GMT", "Wed, 25 Nov 2026 10:00:00 GMT"))
        .contains(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Wed, 25 Nov 2026 12:01:00 GMT",
        "Wednesday, 25-Nov-26 12:01:00 GMT",
        "Wed Nov 25 12:01:00 2026",
      })
  void aMomentIsReadInEachFormThatARecipientMustTake(String moment) {
    assertThat(of(moment, null)).contains(Duration.ofMinutes(1));
    assertThat(of("Wed, 25 Nov 2026 12:03:00 GMT", moment)).contains(Duration.ofMinutes(2));
  }

  @Test
  void aDayOfOneDigitStandsBehindABlankAndAYearOfTwoIsNotFarAhead() {
    assertThat(HttpDate.read("Sun Nov  6 08:49:37 1994", NOW))
        .contains(Instant.parse("1994-11-06T08:49:37Z"));
    assertThat(HttpDate.read("Sunday, 06-Nov-94 08:49:37 GMT", NOW))
        .contains(Instant.parse("1994-11-06T08:49:37Z"));
    assertThat(HttpDate.read("Sunday, 01-Nov-76 00:00:00 GMT", NOW))
        .contains(Instant.parse("2076-11-01T00:00:00Z"));
  }

  @Test
  void aMomentWithoutADateBesideItIsWaitedForByOurClock() {
    assertThat(of("Wed, 25 Nov 2026 12:01:00 GMT", null)).contains(Duration.ofMinutes(1));
  }

  @Test
  void aMomentThatIsOverAndZeroAreNoLoop() {
    assertThat(of("Wed, 25 Nov 2026 11:00:00 GMT", null)).contains(RetryAfter.LEAST);
    assertThat(of("0", null)).contains(RetryAfter.LEAST);
  }

  @Test
  void nobodyIsWaitedForLongerThanADay() {
    assertThat(of("999999999999999999", null)).contains(RetryAfter.MOST);
    assertThat(of("Wed, 25 Nov 2099 12:00:00 GMT", null)).contains(RetryAfter.MOST);
  }

  @Test
  void whatCannotBeUnderstoodIsAsIfItWereNotThere() {
    assertThat(of("soon", null)).isEmpty();
    assertThat(of("-5", null)).isEmpty();
    assertThat(of(null, null)).isEmpty();
  }
}
