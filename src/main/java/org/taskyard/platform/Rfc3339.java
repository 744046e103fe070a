package org.taskyard.platform;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Moments as text: RFC 3339, UTC, microseconds, years 0001 to 9999. Source of the grammar: RFC 3339
 * section 5.6.
 */
public final class Rfc3339 {

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Rfc3339() {}

  /** The moment as {@code 2024-01-31T23:59:59.123456Z}. */
  public static String text(Instant moment) {
    return SHOWN.format(moment);
  }

  /**
   * Reads a date with time and offset; digits beyond the microsecond are cut. Empty if it is none.
   */
  public static Optional<Instant> moment(String text) {
    if (text.length() < 20 || text.length() > 40) {
      return Optional.empty();
    }
    try {
      Instant moment = OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
      int year = moment.atOffset(ZoneOffset.UTC).getYear();
      return year < 1 || year > 9999
          ? Optional.empty()
          : Optional.of(moment.truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeParseException notOne) {
      return Optional.empty();
    }
  }

  /** Reads a date without time, such as {@code 2024-01-31}. Empty if it is none. */
  public static Optional<LocalDate> day(String text) {
    if (text.length() != 10) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(text, DAY);
      return day.getYear() < 1 || day.getYear() > 9998 ? Optional.empty() : Optional.of(day);
    } catch (DateTimeParseException notOne) {
      return Optional.empty();
    }
  }
}
