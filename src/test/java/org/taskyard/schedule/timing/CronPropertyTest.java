package org.taskyard.schedule.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Any expression of the grammar, and any text that is none. */
class CronPropertyTest {

  private static final long SEED = 20_261_128;
  private static final int FAR_DAYS = 3_000;
  private static final String NUMBER = "\\d{1,4}";
  private static final String RANGE = "(%s(-%s)?|\\*)(/" + NUMBER + ")?";

  @Test
  void everyMomentThatMatchesIsFoundAndNoOther() {
    Random random = new Random(SEED);
    for (int i = 0; i < 1_500; i++) {
      CronSample sample = CronSample.any(random);
      LocalDateTime start =
          LocalDateTime.of(2024, 1, 1, 0, 0).plusSeconds(random.nextInt(400_000_000));
      Optional<LocalDateTime> expected = first(sample, start);
      Optional<LocalDateTime> found = found(sample, start);
      if (expected.isPresent()) {
        assertThat(found).as("%s after %s", sample.cron(), start).isEqualTo(expected);
      } else {
        LocalDateTime far = start.toLocalDate().plusDays(FAR_DAYS).atStartOfDay();
        assertThat(found.filter(match -> match.isBefore(far)))
            .as("%s after %s", sample.cron(), start)
            .isEmpty();
      }
    }
  }

  private static Optional<LocalDateTime> found(CronSample sample, LocalDateTime start) {
    try {
      return CronPattern.of(sample.cron()).after(start);
    } catch (IllegalArgumentException never) {
      assertThat(never).as(sample.cron()).hasMessage("there is no such day in any year");
      return Optional.empty();
    }
  }

  private static Optional<LocalDateTime> first(CronSample sample, LocalDateTime start) {
    for (int ahead = 0; ahead < FAR_DAYS; ahead++) {
      LocalDate day = start.toLocalDate().plusDays(ahead);
      if (sample.onDay(day)) {
        LocalDateTime from = ahead == 0 ? start.plusSeconds(1) : day.atStartOfDay();
        for (LocalDateTime t = from; t.toLocalDate().equals(day); t = t.plusSeconds(1)) {
          if (sample.atTime(t)) {
            return Optional.of(t);
          }
        }
      }
    }
    return Optional.empty();
  }

  @Test
  void whatIsCutShortOrMixedUpIsUnderstoodByTheGrammarOrRefusedWithASentence() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      String cron = spoilt(CronSample.any(random).cron(), random);
      try {
        CronPattern.of(cron);
        assertThat(inGrammar(cron)).as(cron).isTrue();
      } catch (IllegalArgumentException refused) {
        assertThat(refused.getMessage())
            .as(cron)
            .matches("the .* is not understood: .*|five fields .*|there is no such day.*");
      }
    }
  }

  private static String spoilt(String cron, Random random) {
    StringBuilder text = new StringBuilder(cron);
    for (int n = 1 + random.nextInt(2); n > 0 && !text.isEmpty(); n--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.setLength(at);
        case 1 -> text.deleteCharAt(at);
        case 2 -> text.insert(at, "*,-/?#LW 0159MF|+.".charAt(random.nextInt(18)));
        default -> text.setCharAt(at, text.charAt(random.nextInt(text.length())));
      }
    }
    return text.toString();
  }

  private static boolean inGrammar(String cron) {
    String[] fields = cron.strip().split("[ \\t]+");
    int first = fields.length == 5 ? 1 : 0;
    String name = "[A-Za-z]{3}";
    String value = "(" + NUMBER + "|" + name + ")";
    String number = RANGE.formatted(NUMBER, NUMBER);
    String named = RANGE.formatted(value, value);
    String[] items = {
      number,
      number,
      number,
      number + "|[Ll](-\\d{1,2})?|[Ll][Ww]|\\d{1,2}[Ww]",
      named,
      named + "|" + value + "[Ll]|" + value + "#[1-5]|[Ll]",
      number
    };
    for (int i = 0; i < fields.length; i++) {
      String item = "(" + items[first + i] + ")";
      boolean isDay = first + i == 3 || first + i == 5;
      String list = item + "(," + item + ")*" + (isDay ? "|\\?" : "");
      if (!Pattern.matches(list, fields[i])) {
        return false;
      }
    }
    return true;
  }
}
