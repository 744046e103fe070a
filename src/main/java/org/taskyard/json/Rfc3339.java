package org.taskyard.json;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Moments as text: RFC 3339, UTC, microseconds, years 0001 to 9999. Source of the grammar: RFC 3339
 * section 5.6. The one reader of moments, wherever one comes in.
 */
public final class Rfc3339 {

  private static final int DAY_LENGTH = 10;
  private static final int TIME_END = 19;
  private static final int MICRO_DIGITS = 6;
  private static final int NONE = Integer.MIN_VALUE;
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final Duration LAST_OF_DAY = Duration.ofDays(1).minusNanos(1_000);

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
    write(at.getNano() / 1_000, text, 20, MICRO_DIGITS);
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
   * Reads a date with time and offset; digits beyond the microsecond are cut. A leap second, which
   * clocks of computers do not have, is the last microsecond before it. Empty if it is no such
   * text, or none of the years 0001 to 9999 in UTC.
   */
  public static Optional<Instant> moment(String text) {
    LocalDate day = text.length() > TIME_END ? date(text) : null;
    if (day == null || "Tt".indexOf(text.charAt(DAY_LENGTH)) < 0) {
      return Optional.empty();
    }
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    int fractionEnd = fractionEnd(text);
    int offset = fractionEnd < 0 ? NONE : offset(text, fractionEnd);
    boolean time =
        text.charAt(13) == ':'
            && text.charAt(16) == ':'
            && (hour | minute | second) >= 0
            && hour < 24
            && minute < 60
            && second <= 60;
    if (!time || offset == NONE) {
      return Optional.empty();
    }
    boolean leap = second == 60;
    long epoch = day.toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + (leap ? 59 : second);
    int micros = leap ? 999_999 : micros(text, fractionEnd);
    Instant moment = Instant.ofEpochSecond(epoch - offset, micros * 1_000L);
    return moment.isBefore(FIRST) || moment.isAfter(LAST) || (leap && !endsHalfYear(moment))
        ? Optional.empty()
        : Optional.of(moment);
  }

  /** Leap seconds come at the end of June or December in UTC, and at no other time. */
  private static boolean endsHalfYear(Instant moment) {
    LocalDateTime next = LocalDateTime.ofInstant(moment.plusNanos(1_000), ZoneOffset.UTC);
    return next.toLocalTime().equals(LocalTime.MIDNIGHT)
        && next.getDayOfMonth() == 1
        && next.getMonthValue() % 6 == 1;
  }

  /** Behind the digits of the second's fraction, if there is one; -1 if it has no digit. */
  private static int fractionEnd(String text) {
    int end = TIME_END;
    if (text.charAt(end) == '.') {
      do {
        end++;
      } while (end < text.length() && digit(text.charAt(end)));
    }
    return end == TIME_END + 1 ? -1 : end;
  }

  private static int micros(String text, int fractionEnd) {
    int micros = 0;
    for (int i = 0; i < MICRO_DIGITS; i++) {
      int at = TIME_END + 1 + i;
      micros = micros * 10 + (at < fractionEnd ? text.charAt(at) - '0' : 0);
    }
    return micros;
  }

  /** Seconds east of UTC: {@code Z}, {@code z}, or hours and minutes up to 23:59. */
  private static int offset(String text, int from) {
    int length = text.length() - from;
    if (length == 1) {
      return text.charAt(from) == 'Z' || text.charAt(from) == 'z' ? 0 : NONE;
    }
    boolean west = text.startsWith("-", from);
    if (length != 6 || !(west || text.startsWith("+", from)) || text.charAt(from + 3) != ':') {
      return NONE;
    }
    int hours = number(text, from + 1, 2);
    int minutes = number(text, from + 4, 2);
    if ((hours | minutes) < 0 || hours > 23 || minutes > 59) {
      return NONE;
    }
    int seconds = hours * 3_600 + minutes * 60;
    return west ? -seconds : seconds;
  }

  /** Reads a date without time, such as {@code 2024-01-31}. Empty if it is none. */
  public static Optional<LocalDate> day(String text) {
    return Optional.ofNullable(text.length() == DAY_LENGTH ? date(text) : null)
        .filter(day -> day.getYear() > 0);
  }

  /** The first moment of a day in UTC. */
  public static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The last moment of a day in UTC. Not the first of the next one: 9999-12-31 has none. */
  public static Instant end(LocalDate day) {
    return start(day).plus(LAST_OF_DAY);
  }

  /** The date at the beginning of the text; null if there is none. */
  private static LocalDate date(String text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    if ((year | month | day) < 0 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    try {
      return LocalDate.of(year, month, day);
    } catch (DateTimeException notOne) {
      return null;
    }
  }

  /** The number of so many digits of ASCII, negative if they are none. */
  private static int number(String text, int from, int digits) {
    int number = 0;
    for (int at = from; at < from + digits; at++) {
      if (!digit(text.charAt(at))) {
        return NONE;
      }
      number = number * 10 + text.charAt(at) - '0';
    }
    return number;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
