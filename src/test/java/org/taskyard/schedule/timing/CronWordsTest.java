package org.taskyard.schedule.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 2 * * FRIL          | at 02:30 on the last Friday of the month",
        "30 2 * * *             | at 02:30 every day",
        "5 30 2,14 * * *        | at 02:30:05 and 14:30:05 every day",
        "0 */8 * * 1-5          | at 00:00, 08:00 and 16:00 on Monday to Friday",
        "0 9 15,L * *           | at 09:00 on day 15 of the month and the last day of the month",
        "0 9 13 * FRI           | at 09:00 on day 13 of the month or on Friday",
        "0 0 L-3 * ?            | at 00:00 on the day 3 days before the last day of the month",
        "0 0 LW,15W 1 *         | at 00:00 on the last day from Monday to Friday of the month and the day from Monday to Friday nearest to day 15 of the month in January",
        "0 0 * NOV-FEB MON#1    | at 00:00 on the first Monday of the month in November to February",
        "0 0 1 */3 *            | at 00:00 on day 1 of the month in January, April, July and October",
        "0 0 0 29 2 ? 2028/4    | at 00:00 on day 29 of the month in February in every 4th from 2028 to 2199",
        "* * * * *              | every minute",
        "* * * * * *            | every second",
        "*/15 * * * *           | every 15 minutes",
        "*/7 * * * *            | at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour",
        "*/15 9-17 * * 0,6      | every 15 minutes, in hours 9 to 17, on Sunday and Saturday",
        "0 * * * *              | at minute 0 of every hour",
        "10 * * * * *           | at second 10 of every minute",
        "5 */2 * * *            | at minute 5, every 2 hours",
        "1/2 * * * *            | at minutes every 2nd from 1 to 59 of every hour",
        "0 0 1-31/2 * 7-1       | at 00:00 on days every 2nd from 1 to 31 of the month or on Sunday to Monday"
      })
  void anExpressionIsSaidInEnglish(String cron, String words) {
    assertThat(CronWords.of(CronPattern.of(cron))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"900,every 15 minutes", "3600,every 1 hour", "86401,every 1 day 1 second"})
  void anIntervalIsSaidInEnglish(long seconds, String words) {
    assertThat(Timing.every(seconds, Instant.EPOCH).words()).isEqualTo(words);
  }
}
