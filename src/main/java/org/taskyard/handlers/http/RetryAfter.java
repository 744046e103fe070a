package org.taskyard.handlers.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** How long the sender of an answer wants to be left alone: the header Retry-After (RFC 9110). */
final class RetryAfter {

  /** Not at once: that would be a loop. */
  static final Duration LEAST = Duration.ofSeconds(1);

  /** What asks for more is asked again in between. */
  static final Duration MOST = Duration.ofHours(24);

  private RetryAfter() {}

  /**
   * The wait that the answer asks for; empty if it names none that can be understood.
   *
   * @param now the time, for a moment in an answer without a date of its own
   */
  static Optional<Duration> of(HttpAnswer answer, Supplier<Instant> now) {
    String text = answer.header("Retry-After");
    if (text == null) {
      return Optional.empty();
    }
    if (text.strip().matches("\\d{1,18}")) {
      return Optional.of(within(Duration.ofSeconds(Long.parseLong(text.strip()))));
    }
    // by the clock of the sender, which wrote both
    Instant here = now.get();
    Instant there = moment(answer.header("Date"), here).orElse(here);
    return moment(text, here).map(then -> within(Duration.between(there, then)));
  }

  private static Duration within(Duration wait) {
    return wait.compareTo(LEAST) < 0 ? LEAST : wait.compareTo(MOST) > 0 ? MOST : wait;
  }

  private static Optional<Instant> moment(String date, Instant now) {
    return date == null ? Optional.empty() : HttpDate.read(date, now);
  }
}
