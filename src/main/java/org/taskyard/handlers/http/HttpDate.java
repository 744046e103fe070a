package org.taskyard.handlers.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A date of HTTP in the three forms that a recipient takes (RFC 9110 section 5.6.7). */
final class HttpDate {

  private static final DateTimeFormatter IMF = form("EEE, dd MMM yyyy HH:mm:ss 'GMT'");
  private static final DateTimeFormatter ASCTIME = form("EEE MMM ppd HH:mm:ss yyyy");
  private static final int YEARS_AHEAD = 50;

  private HttpDate() {}

  /**
   * Reads it; empty if it is in none of the forms.
   *
   * @param now for the century of a year of two digits, which is at most 50 years ahead
   */
  static Optional<Instant> read(String text, Instant now) {
    for (DateTimeFormatter form : List.of(IMF, rfc850(now), ASCTIME)) {
      try {
        return Optional.of(LocalDateTime.parse(text.strip(), form).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException another) {
        // perhaps the next
      }
    }
    return Optional.empty();
  }

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US);
  }

  private static DateTimeFormatter rfc850(Instant now) {
    int latest = now.atOffset(ZoneOffset.UTC).getYear() + YEARS_AHEAD;
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, latest - 99)
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.US);
  }
}
