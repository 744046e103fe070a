package org.taskyard.schedule.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
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
        "0 12 15,L * *       | 2026-01-15T12:00 | 2026-01-31T12:00",
        "0 12 L,15 * *       | 2026-01-15T12:00 | 2026-01-31T12:00",
        "0 0 L-1 * *         | 2026-01-30T00:00 | 2026-02-27T00:00",
        "0 0 L-30 * *        | 2026-03-01T00:00 | 2026-05-01T00:00",
        "0 0 LW 5 *          | 2026-05-29T00:00 | 2027-05-31T00:00",
        "0 0 15w 8 ?         | 2026-08-14T00:00 | 2027-08-16T00:00",
        "0 0 1W 8 *          | 2026-08-03T00:00 | 2027-08-02T00:00",
        "0 0 31W 1,2,5 *     | 2026-01-30T00:00 | 2026-05-29T00:00",
        "30 2 ? * FRIL       | 2026-01-30T02:30 | 2026-02-27T02:30",
        "30 2 ? * 5L         | 2026-01-30T02:30 | 2026-02-27T02:30",
        "0 0 * * 7L          | 2026-01-25T00:00 | 2026-02-22T00:00",
        "0 0 * * L           | 2026-01-03T00:00 | 2026-01-10T00:00",
        "0 0 * * MON#1,fri#2 | 2026-01-05T00:00 | 2026-01-09T00:00",
        "0 0 * * 0#5         | 2026-03-29T00:00 | 2026-05-31T00:00",
        "0 22-2/2 * * *      | 2026-01-01T02:00 | 2026-01-01T22:00",
        "0 0 1 NOV-FEB *     | 2026-02-01T00:00 | 2026-11-01T00:00",
        "0 0 1 11-2 *        | 2026-02-01T00:00 | 2026-11-01T00:00",
        "0 0 * * SUN-TUE     | 2026-01-04T00:00 | 2026-01-05T00:00",
        "0 0 * * FRI-MON     | 2026-01-02T00:00 | 2026-01-03T00:00",
        "0 0 * * 5-1         | 2026-01-02T00:00 | 2026-01-03T00:00",
        "0 0 30-2 * *        | 2026-01-02T00:00 | 2026-01-30T00:00",
        "0 0 0 1 1 ? 2028/4  | 2028-01-01T00:00 | 2032-01-01T00:00",
        "0 0 12 ? * 2 2027   | 2027-01-05T12:00 | 2027-01-12T12:00",
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
        "0 0 32 * *     | the day of the month is not understood: 1-31",
        "0 0 * 13 *     | the month is not understood: 1-12",
        "0 0 * * 8      | the day of the week is not understood: 0-7",
        "0 0 * * /2     | the day of the week is not understood",
        "61 0 0 * * *   | the second is not understood: 0-59",
        "1-5/ * * * *   | the minute is not understood",
        "*/60 * * * *   | the minute is not understood: 0-59, * for every one, lists by comma, ranges by -, steps from 1 to 59",
        "*/ * * * *     | the minute is not understood",
        "1-2-3 * * * *  | the minute is not understood",
        "*-5 * * * *    | the minute is not understood",
        "L * * * *      | the minute is not understood",
        "? * * * *      | the minute is not understood",
        "MON * * * *    | the minute is not understood",
        "+5 * * * *     | the minute is not understood",
        "00005 * * * *  | the minute is not understood",
        "99999999999 * * * * | the minute is not understood",
        "* 8-18/ * * *  | the hour is not understood",
        "0 0 25-L * *   | the day of the month is not understood",
        "0 0 L-L * *    | the day of the month is not understood",
        "0 0 L-0 * *    | the day of the month is not understood",
        "0 0 L-31 * *   | the day of the month is not understood",
        "0 0 W * *      | the day of the month is not understood",
        "0 0 32W * *    | the day of the month is not understood",
        "0 0 1-5W * *   | the day of the month is not understood",
        "0 0 WL * *     | the day of the month is not understood",
        "0 0 ?,1 * *    | the day of the month is not understood",
        "0 0 * JANUARY * | the month is not understood",
        "0 0 * MON *    | the month is not understood",
        "0 0 * * #      | the day of the week is not understood",
        "0 0 * * FRI#   | the day of the week is not understood",
        "0 0 * * FRI#6  | the day of the week is not understood",
        "0 0 * * FRI#0  | the day of the week is not understood",
        "0 0 * * 8L     | the day of the week is not understood",
        "0 0 * * FRIDAY | the day of the week is not understood",
        "0 0 * * LW     | the day of the week is not understood",
        "* * * * */9999999999 | the day of the week is not understood",
        "1 2 3 4 5 6 7  | the year is not understood: 1970-2199",
        "0 0 0 1 1 ? 2030-2027 | the year is not understood",
        "0 0 0 1 1 ? ?  | the year is not understood",
        "0 0 0 29 2 ? 2026,2027 | there is no such day",
        "0 0 30W 2 *    | there is no such day",
        "1 2 3 4 5 6 7 8 | five fields are expected",
        "٣ * * * *      | only ASCII",
        "0 0 * * ſun    | only ASCII",
        "0 0 31 2 *     | there is no such day in any year",
        "0 0 31 4,6 *   | there is no such day in any year",
        "0 0 * *        | five fields are expected",
        "''             | five fields are expected",
        "@reboot        | a macro is one of @annually, @daily, @hourly"
      })
  void whatIsWrongIsNamedWithWhatIsAllowed(String cron, String told) {
    assertThatThrownBy(() -> CronPattern.of(cron))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }

  @Test
  void aStepOfOneRestrictsNothing() {
    assertThat(matches("0 0 */1 * MON\n", "2026-01-01T00:00", 2))
        .containsExactly("2026-01-05T00:00", "2026-01-12T00:00");
    assertThat(CronPattern.of("0 */1 * * *").everyHour()).isTrue();
  }

  @Test
  void aSignOfNoMeaningIsRefused() {
    assertThatThrownBy(() -> CronPattern.of("0|15 1|2 * * *"))
        .hasMessageContaining("the minute is not understood");
  }

  @Test
  void onlyAStarForTheHourIsEveryHour() {
    assertThat(CronPattern.of("*/5 * * * *").everyHour()).isTrue();
    assertThat(CronPattern.of("*/5 * * * * *").everyHour()).isTrue();
    assertThat(CronPattern.of("@hourly").everyHour()).isTrue();
    assertThat(CronPattern.of("0 0-23 * * *").everyHour()).isFalse();
    assertThat(CronPattern.of("* */2 * * *").everyHour()).isFalse();
  }
}
