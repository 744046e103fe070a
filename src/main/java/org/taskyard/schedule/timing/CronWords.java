package org.taskyard.schedule.timing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A cron expression in English, so that its author sees whether it was understood as it was meant:
 * "at 02:30 on the last Friday of the month".
 */
final class CronWords {

  /** More times of the day are described by their fields instead. */
  private static final int MOST_TIMES = 6;

  /** More values of a step are described by the step instead. */
  private static final int MOST_VALUES = 12;

  private final CronPattern pattern;

  private CronWords(CronPattern pattern) {
    this.pattern = pattern;
  }

  static String of(CronPattern pattern) {
    return new CronWords(pattern).words();
  }

  private String words() {
    List<String> times = times();
    StringBuilder words = new StringBuilder();
    words.append(times.isEmpty() ? pace() : "at " + list(times));
    String days = days();
    if (!days.isEmpty()) {
      words.append(times.isEmpty() ? ", " : " ").append(days);
    } else if (!times.isEmpty()) {
      words.append(" every day");
    }
    words.append(restricted(CronField.MONTH, " in ", m -> CronField.MONTHS.get(m - 1)));
    words.append(restricted(CronField.YEAR, " in ", Integer::toString));
    return words.toString();
  }

  /** Few times of the day, one by one; else none. */
  private List<String> times() {
    BitSet hours = pattern.term(CronField.HOUR).values();
    BitSet minutes = pattern.term(CronField.MINUTE).values();
    BitSet seconds = pattern.term(CronField.SECOND).values();
    if (hours.cardinality() * minutes.cardinality() * seconds.cardinality() > MOST_TIMES) {
      return List.of();
    }
    boolean whole = seconds.cardinality() == 1 && seconds.get(0);
    List<String> times = new ArrayList<>();
    hours.stream()
        .forEach(
            h ->
                minutes.stream()
                    .forEach(
                        m ->
                            seconds.stream().forEach(s -> times.add(clock(h, m, whole ? -1 : s)))));
    return times;
  }

  private static String clock(int hour, int minute, int second) {
    return second < 0
        ? String.format(Locale.ROOT, "%02d:%02d", hour, minute)
        : String.format(Locale.ROOT, "%02d:%02d:%02d", hour, minute, second);
  }

  private String pace() {
    List<String> parts = new ArrayList<>();
    BitSet seconds = pattern.term(CronField.SECOND).values();
    boolean everyMinute = pattern.term(CronField.MINUTE).free();
    boolean atSecondZero = seconds.cardinality() == 1 && seconds.get(0);
    if (!atSecondZero) {
      parts.add(unit(CronField.SECOND, everyMinute ? " of every minute" : ""));
    }
    if (!everyMinute || atSecondZero) {
      parts.add(unit(CronField.MINUTE, pattern.everyHour() ? " of every hour" : ""));
    }
    if (!pattern.everyHour()) {
      parts.add(unit(CronField.HOUR, ""));
    }
    return String.join(", ", parts);
  }

  /** "every second", "every 15 minutes", "at minutes 0 and 7 of every hour", "in hour 9". */
  private String unit(CronField field, String of) {
    CronTerm term = pattern.term(field);
    if (term.free()) {
      return "every " + field.title;
    }
    if (term.parts().size() == 1
        && term.parts().get(0) instanceof CronPart.Span span
        && span.from() == field.least
        && span.to() == field.most
        && field.size() % span.step() == 0) {
      return span.step() == 1
          ? "every " + field.title
          : "every " + span.step() + " " + field.title + "s";
    }
    boolean one = term.values().cardinality() == 1;
    return (field == CronField.HOUR ? "in " : "at ")
        + field.title
        + (one ? " " : "s ")
        + list(values(term, Integer::toString))
        + of;
  }

  private String days() {
    CronTerm day = pattern.term(CronField.DAY);
    CronTerm weekday = pattern.term(CronField.WEEKDAY);
    List<String> either = new ArrayList<>();
    if (!day.free()) {
      either.add("on " + list(daysOfMonth(day)));
    }
    if (!weekday.free()) {
      List<String> names = values(weekday, n -> CronField.WEEKDAYS.get(n % 7));
      weekday.rules().forEach(rule -> names.add(rule.words()));
      either.add("on " + list(names));
    }
    return String.join(" or ", either);
  }

  private static List<String> daysOfMonth(CronTerm day) {
    List<String> words = new ArrayList<>();
    int count = day.values().cardinality();
    if (count > 0) {
      List<String> numbers = values(day, Integer::toString);
      words.add((count == 1 ? "day " : "days ") + list(numbers) + " of the month");
    }
    day.rules().forEach(rule -> words.add(rule.words()));
    return words;
  }

  private String restricted(CronField field, String before, IntFunction<String> name) {
    CronTerm term = pattern.term(field);
    return term.free() ? "" : before + list(values(term, name));
  }

  /** The values that a field names by themselves: one by one, as ranges, or by their step. */
  private static List<String> values(CronTerm term, IntFunction<String> name) {
    List<String> words = new ArrayList<>();
    for (CronPart part : term.parts()) {
      if (part instanceof CronPart.Span span) {
        words.addAll(values(span, name));
      }
    }
    return words;
  }

  private static List<String> values(CronPart.Span span, IntFunction<String> name) {
    String range = name.apply(span.from()) + " to " + name.apply(span.to());
    if (span.step() == 1) {
      return List.of(span.from() == span.to() ? name.apply(span.from()) : range);
    }
    int least = span.field().least;
    int size = span.field().size();
    int end = span.from() <= span.to() ? span.to() : span.to() + size;
    List<String> all =
        IntStream.iterate(span.from(), v -> v <= end, v -> v + span.step())
            .mapToObj(v -> name.apply(least + (v - least) % size))
            .toList();
    return all.size() <= MOST_VALUES
        ? all
        : List.of("every " + ordinal(span.step()) + " from " + range);
  }

  private static String ordinal(int number) {
    boolean teen = number % 100 / 10 == 1;
    return number
        + switch (teen ? 0 : number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }

  private static String list(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
