package org.taskyard.schedule.timing;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A cron expression: which local times match. The five fields of Unix, or six with seconds in
 * front, or a macro such as {@code @daily}. The library knows the grammar and steps from match to
 * match; it never gets to see a time zone, whose changes are {@link ZonedCron}'s.
 */
final class CronPattern {

  /** Longer than any list of minutes. */
  static final int MAX_LENGTH = 200;

  private static final Map<String, String> MACROS =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  /** A field by its name and what it may hold, for people. */
  private record Field(String name, String allowed) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field("second", "0-59"),
          new Field("minute", "0-59"),
          new Field("hour", "0-23"),
          new Field("day of the month", "1-31, or L for the last day"),
          new Field("month", "1-12, or JAN-DEC"),
          new Field("day of the week", "0-7 with 0 and 7 for Sunday, or SUN-SAT"));

  private static final CronParser PARSER = new CronParser(definition());

  private final ExecutionTime matches;
  private final boolean everyHour;

  private CronPattern(ExecutionTime matches, boolean everyHour) {
    this.matches = matches;
    this.everyHour = everyHour;
  }

  /**
   * The pattern of an expression.
   *
   * @throws IllegalArgumentException with a sentence that says which part is wrong, and what is
   *     allowed there
   */
  static CronPattern of(String cron) {
    List<String> fields = fields(cron);
    CronPattern pattern;
    try {
      pattern = new CronPattern(parsed(fields), fields.get(2).equals("*"));
    } catch (IllegalArgumentException notOne) {
      throw new IllegalArgumentException(fault(fields), notOne);
    }
    if (pattern.after(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
      throw new IllegalArgumentException("there is no such day in any year");
    }
    return pattern;
  }

  /** True if it names minutes of every hour, rather than times of the day. */
  boolean everyHour() {
    return everyHour;
  }

  /** The first match behind a local time, which is a whole second; empty if there is none. */
  Optional<LocalDateTime> after(LocalDateTime time) {
    return matches.nextExecution(time.atZone(ZoneOffset.UTC)).map(next -> next.toLocalDateTime());
  }

  /** The six fields of an expression, seconds in front. */
  private static List<String> fields(String cron) {
    String text = cron.strip();
    if (text.startsWith("@")) {
      text = MACROS.get(text.toLowerCase(Locale.ROOT));
      if (text == null) {
        throw new IllegalArgumentException(
            "a macro is one of " + String.join(", ", MACROS.keySet().stream().sorted().toList()));
      }
    }
    List<String> fields = new ArrayList<>(List.of(text.split("\\s+")));
    if (fields.size() == 5) {
      fields.add(0, "0");
    }
    if (fields.size() != 6) {
      throw new IllegalArgumentException(
          "five fields are expected (minute, hour, day of the month, month, day of the week), or six"
              + " with the second in front, or a macro such as @daily");
    }
    return fields;
  }

  private static ExecutionTime parsed(List<String> fields) {
    if (fields.stream().anyMatch(field -> field.startsWith("/") || field.contains(",/"))) {
      throw new IllegalArgumentException("a step of nothing");
    }
    return ExecutionTime.forCron(PARSER.parse(String.join(" ", fields)));
  }

  /** Which field is to blame: each is tried among others that match anything. */
  private static String fault(List<String> fields) {
    for (int i = 0; i < fields.size(); i++) {
      List<String> alone = new ArrayList<>(List.of("*", "*", "*", "*", "*", "*"));
      alone.set(i, fields.get(i));
      try {
        parsed(alone);
      } catch (IllegalArgumentException toBlame) {
        Field field = FIELDS.get(i);
        return "the "
            + field.name()
            + " is not understood: "
            + field.allowed()
            + ", * for every one, lists by comma, ranges by -, steps by /";
      }
    }
    return "this is no cron expression";
  }

  private static CronDefinition definition() {
    return CronDefinitionBuilder.defineCron()
        .withSeconds()
        .withValidRange(0, 59)
        .withStrictRange()
        .and()
        .withMinutes()
        .withValidRange(0, 59)
        .withStrictRange()
        .and()
        .withHours()
        .withValidRange(0, 23)
        .withStrictRange()
        .and()
        .withDayOfMonth()
        .withValidRange(1, 31)
        .supportsL()
        .withStrictRange()
        .and()
        .withMonth()
        .withValidRange(1, 12)
        .withStrictRange()
        .and()
        .withDayOfWeek()
        .withValidRange(0, 7)
        .withMondayDoWValue(1)
        .withIntMapping(7, 0)
        .withStrictRange()
        .and()
        .instance();
  }
}
