package org.taskyard.platform;

import java.nio.charset.StandardCharsets;
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

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Rfc3339() {}

  /**
   * The moment as {@code 2024-01-31T23:59:59.123456Z}, for years from 0000 to 9999. By hand: a page
   * of tasks has hundreds, and a formatter takes half the time of writing it.
   */
  public static String text(Instant moment) {
    OffsetDateTime at = moment.atOffset(ZoneOffset.UTC);
    byte[] text = "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.ISO_8859_1);
    write(at.getYear(), text, 0, 4);
    write(at.getMonthValue(), text, 5, 2);
    write(at.getDayOfMonth(), text, 8, 2);
    write(at.getHour(), text, 11, 2);
    write(at.getMinute(), text, 14, 2);
    write(at.getSecond(), text, 17, 2);
    write(at.getNano() / 1_000, text, 20, 6);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void write(int number, byte[] text, int from, int digits) {
    int rest = number;
    for (int at = from + digits - 1; at >= from; at--) {
      text[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
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
