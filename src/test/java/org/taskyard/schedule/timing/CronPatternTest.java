package org.taskyard.schedule.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronPatternTest {

  private static List<String> matches(String cron, String from, int count) {
    CronPattern pattern = CronPattern.of(cron);
    LocalDateTime time = LocalDateTime.parse(from);
    List<String> matches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      time = pattern.after(time).orElseThrow();
      matches.add(time.toString());
    }
    return matches;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/15 * * * *        | 2026-01-01T00:15 | 2026-01-01T00:30",
        "30 2 * * *          | 2026-01-01T02:30 | 2026-01-02T02:30",
        "0 9-17/4 * * MON    | 2026-01-05T09:00 | 2026-01-05T13:00",
        "0 0 13 * FRI        | 2026-01-02T00:00 | 2026-01-09T00:00",
        "0 0 * * 7           | 2026-01-04T00:00 | 2026-01-11T00:00",
        "0 0 * * 0           | 2026-01-04T00:00 | 2026-01-11T00:00",
        "0 0 L * *           | 2026-01-31T00:00 | 2026-02-28T00:00",
        "0 0 29 2 *          | 2028-02-29T00:00 | 2032-02-29T00:00",
        "0 0 1 jan,Jul *     | 2026-07-01T00:00 | 2027-01-01T00:00",
        "*/20 * * * * *      | 2026-01-01T00:00:20 | 2026-01-01T00:00:40",
        "5 30 2 * * *        | 2026-01-01T02:30:05 | 2026-01-02T02:30:05",
        "@yearly             | 2027-01-01T00:00 | 2028-01-01T00:00",
        "@Monthly            | 2026-02-01T00:00 | 2026-03-01T00:00",
        "@weekly             | 2026-01-04T00:00 | 2026-01-11T00:00",
        "@daily              | 2026-01-02T00:00 | 2026-01-03T00:00",
        "@hourly             | 2026-01-01T01:00 | 2026-01-01T02:00",
        "'  0   2 * * *  '   | 2026-01-01T02:00 | 2026-01-02T02:00"
      })
  void anExpressionMatchesWhatUnixSays(String cron, String first, String second) {
    assertThat(matches(cron, "2026-01-01T00:00", 2)).containsExactly(first, second);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 * * * *     | the minute is not understood: 0-59",
        "x * * * *      | the minute is not understood",
        "*/0 * * * *    | the minute is not understood",
        "1,,2 * * * *   | the minute is not understood",
        "-5 * * * *     | the minute is not understood",
        "0 24 * * *     | the hour is not understood: 0-23",
        "0 22-2 * * *   | the hour is not understood",
        "0 0 32 * *     | the day of the month is not understood: 1-31",
        "0 0 ? * *      | the day of the month is not understood",
        "0 0 * 13 *     | the month is not understood: 1-12",
        "0 0 * * 8      | the day of the week is not understood: 0-7",
        "0 0 * * 1#2    | the day of the week is not understood",
        "0 0 * * /2     | the day of the week is not understood",
        "61 0 0 * * *   | the second is not understood: 0-59",
        "0 0 31 2 *     | there is no such day in any year",
        "0 0 31 4,6 *   | there is no such day in any year",
        "0 0 * *        | five fields are expected",
        "1 2 3 4 5 6 7  | five fields are expected",
        "''             | five fields are expected",
        "@reboot        | a macro is one of @annually, @daily, @hourly"
      })
  void whatIsWrongIsNamedWithWhatIsAllowed(String cron, String told) {
    assertThatThrownBy(() -> CronPattern.of(cron))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }

  @Test
  void onlyAStarForTheHourIsEveryHour() {
    assertThat(CronPattern.of("*/5 * * * *").everyHour()).isTrue();
    assertThat(CronPattern.of("*/5 * * * * *").everyHour()).isTrue();
    assertThat(CronPattern.of("@hourly").everyHour()).isTrue();
    assertThat(CronPattern.of("0 0-23 * * *").everyHour()).isFalse();
    assertThat(CronPattern.of("* */2 * * *").everyHour()).isFalse();
  }

  /** The library against the plain meaning of the fields, asked of every minute. */
  @Test
  void everyMinuteThatMatchesIsFoundAndNoOther() {
    Random random = new Random(20_261_125);
    LocalDateTime start = LocalDateTime.of(2027, 12, 20, 0, 0);
    for (int i = 0; i < 150; i++) {
      Plain plain = Plain.any(random);
      CronPattern pattern;
      try {
        pattern = CronPattern.of(plain.toString());
      } catch (IllegalArgumentException never) {
        continue; // such as 31 February
      }
      LocalDateTime expected = start;
      LocalDateTime found = start;
      LocalDateTime end = start.plusDays(100);
      while (expected.isBefore(end)) {
        do {
          expected = expected.plusMinutes(1);
        } while (!plain.matches(expected) && expected.isBefore(end));
        found = pattern.after(found).orElseThrow();
        if (expected.isBefore(end)) {
          assertThat(found).as(plain.toString()).isEqualTo(expected);
        } else {
          assertThat(found).as(plain.toString()).isAfterOrEqualTo(end);
        }
        // dense ones need not be followed to the end
        expected = expected.plusHours(random.nextInt(40));
        found = expected;
      }
    }
  }

  /** An expression as the sets of values that its fields stand for. */
  private record Plain(List<String> fields, List<Set<Integer>> values) {

    private static final int[] LEAST = {0, 0, 1, 1, 0};
    private static final int[] MOST = {59, 23, 31, 12, 6};

    static Plain any(Random random) {
      List<String> fields = new ArrayList<>();
      List<Set<Integer>> values = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Set<Integer> named = new TreeSet<>();
        String field = random.nextInt(3) == 0 ? "*" : list(LEAST[i], MOST[i], random, named);
        if (field.equals("*")) {
          IntStream.rangeClosed(LEAST[i], MOST[i]).forEach(named::add);
        }
        fields.add(field);
        values.add(named);
      }
      return new Plain(fields, values);
    }

    private static String list(int least, int most, Random random, Set<Integer> named) {
      List<String> parts = new ArrayList<>();
      for (int n = random.nextInt(3); n >= 0; n--) {
        int from = least + random.nextInt(most - least + 1);
        int to = from + random.nextInt(most - from + 1);
        int step = 1 + random.nextInt(Math.max(1, most / 2));
        switch (random.nextInt(4)) {
          case 0 -> {
            parts.add("" + from);
            named.add(from);
          }
          case 1 -> {
            parts.add(from + "-" + to);
            IntStream.rangeClosed(from, to).forEach(named::add);
          }
          case 2 -> {
            parts.add(from + "-" + to + "/" + step);
            IntStream.iterate(from, v -> v <= to, v -> v + step).forEach(named::add);
          }
          default -> {
            parts.add("*/" + step);
            IntStream.iterate(least, v -> v <= most, v -> v + step).forEach(named::add);
          }
        }
      }
      return String.join(",", parts);
    }

    boolean matches(LocalDateTime time) {
      boolean day = values.get(2).contains(time.getDayOfMonth());
      boolean weekday = values.get(4).contains(time.getDayOfWeek().getValue() % 7);
      boolean dayIsFree = fields.get(2).equals("*");
      boolean weekdayIsFree = fields.get(4).equals("*");
      return values.get(0).contains(time.getMinute())
          && values.get(1).contains(time.getHour())
          && values.get(3).contains(time.getMonthValue())
          && (dayIsFree || weekdayIsFree ? day && weekday : day || weekday);
    }

    @Override
    public String toString() {
      return String.join(" ", fields);
    }
  }
}
