package org.taskyard.schedule.timing;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A cron expression: which local times match. The five fields of Unix, six with the second in
 * front, seven with the year at the end, or a macro such as {@code @daily}. The grammar is that of
 * docs/schedules.md and no other; time zones, whose clocks change, are {@link ZonedCron}'s.
 */
final class CronPattern {

  private static final Map<String, String> MACROS =
      Map.of(
          "@YEARLY", "0 0 1 1 *",
          "@ANNUALLY", "0 0 1 1 *",
          "@MONTHLY", "0 0 1 * *",
          "@WEEKLY", "0 0 * * 0",
          "@DAILY", "0 0 * * *",
          "@MIDNIGHT", "0 0 * * *",
          "@HOURLY", "0 * * * *");

  private static final Pattern ASCII = Pattern.compile("[\\t -~]*");

  private final List<CronTerm> terms;
  private final BitSet seconds;
  private final BitSet minutes;
  private final BitSet hours;
  private final CronDays days;

  private CronPattern(List<CronTerm> terms) {
    this.terms = terms;
    this.seconds = term(CronField.SECOND).values();
    this.minutes = term(CronField.MINUTE).values();
    this.hours = term(CronField.HOUR).values();
    this.days =
        new CronDays(
            term(CronField.DAY),
            term(CronField.MONTH),
            term(CronField.WEEKDAY),
            term(CronField.YEAR));
  }

  /**
   * The pattern of an expression.
   *
   * @throws IllegalArgumentException with a sentence that says which part is wrong, and what is
   *     allowed there
   */
  static CronPattern of(String cron) {
    List<String> fields = fields(cron);
    List<CronTerm> terms = new ArrayList<>();
    for (CronField field : CronField.values()) {
      terms.add(CronTerm.read(field, fields.get(field.ordinal())));
    }
    CronPattern pattern = new CronPattern(List.copyOf(terms));
    if (pattern.after(LocalDateTime.of(1969, 12, 31, 23, 59, 59)).isEmpty()) {
      throw new IllegalArgumentException("there is no such day in any year");
    }
    return pattern;
  }

  /** The seven fields of an expression, in upper case. */
  private static List<String> fields(String cron) {
    String text = cron.strip().toUpperCase(Locale.ROOT);
    if (!ASCII.matcher(cron.strip()).matches()) {
      throw new IllegalArgumentException(
          "only ASCII letters, digits and signs, with blanks between the fields, are expected");
    }
    if (text.startsWith("@")) {
      text = macro(text);
    }
    List<String> fields = new ArrayList<>(List.of(text.split("[ \\t]+")));
    if (fields.size() < 5 || fields.size() > 7) {
      throw new IllegalArgumentException(
          "five fields are expected (minute, hour, day of the month, month, day of the week), or six"
              + " with the second in front, or seven with the year at the end, or a macro such as"
              + " @daily");
    }
    if (fields.size() == 5) {
      fields.add(0, "0");
    }
    if (fields.size() == 6) {
      fields.add("*");
    }
    return fields;
  }

  private static String macro(String name) {
    String fields = MACROS.get(name);
    if (fields == null) {
      String known = String.join(", ", MACROS.keySet().stream().sorted().toList());
      throw new IllegalArgumentException("a macro is one of " + known.toLowerCase(Locale.ROOT));
    }
    return fields;
  }

  CronTerm term(CronField field) {
    return terms.get(field.ordinal());
  }

  /** True if it names minutes of every hour, rather than times of the day. */
  boolean everyHour() {
    return term(CronField.HOUR).free();
  }

  /** The first match behind a local time, which is a whole second; empty if there is none. */
  Optional<LocalDateTime> after(LocalDateTime time) {
    LocalDateTime start = time.plusSeconds(1);
    LocalDate day = days.from(start.toLocalDate());
    if (day == null) {
      return Optional.empty();
    }
    if (day.equals(start.toLocalDate())) {
      LocalTime later = from(start.toLocalTime());
      if (later != null) {
        return Optional.of(day.atTime(later));
      }
      day = days.from(day.plusDays(1));
    }
    return Optional.ofNullable(day).map(date -> date.atTime(from(LocalTime.MIN)));
  }

  /** The first time of the day that matches, the given one included; null if none does. */
  private LocalTime from(LocalTime time) {
    for (int hour = hours.nextSetBit(time.getHour());
        hour >= 0;
        hour = hours.nextSetBit(hour + 1)) {
      boolean thisHour = hour == time.getHour();
      int first = minutes.nextSetBit(thisHour ? time.getMinute() : 0);
      for (int minute = first; minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
        boolean thisMinute = thisHour && minute == time.getMinute();
        int second = seconds.nextSetBit(thisMinute ? time.getSecond() : 0);
        if (second >= 0) {
          return LocalTime.of(hour, minute, second);
        }
      }
    }
    return null;
  }
}
