package org.taskyard.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as people write them: {@code 30s}, {@code 90m}, {@code 12h}, {@code 7d}, {@code
 * 2w}, or by ISO 8601: {@code PT12H}, {@code P7D}.
 */
public final class TimeSpan {

  /** What is expected, for the user. */
  public static final String FORM = "a length of time such as 90m, 12h, 7d or PT12H";

  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})([smhdw])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  /** Longer ones would lie before the first date that the database knows. */
  private static final Duration MOST = Duration.ofDays(365_000);

  private TimeSpan() {}

  /** The length; empty if it is none, negative, or more than a thousand years. */
  public static Optional<Duration> of(String text) {
    Matcher parts = SHORT.matcher(text);
    if (parts.matches()) {
      return bounded(UNITS.get(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1))));
    }
    try {
      return bounded(Duration.parse(text));
    } catch (DateTimeException | ArithmeticException notIso) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> bounded(Duration length) {
    return length.isNegative() || length.compareTo(MOST) > 0
        ? Optional.empty()
        : Optional.of(length);
  }
}
