package org.taskyard.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text form of Prometheus as strictly as its own tools: HELP, then TYPE, then the samples
 * of a family, each family and each series once, lower case, counters and only they in {@code
 * _total}, the buckets of a histogram in sum.
 */
public final class PrometheusText {

  private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-z][a-z0-9_]*) (\\S.*)");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-z][a-z0-9_]*)(\\{(?:[a-z_]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"(?:,(?!})|(?=})))+})?"
              + " (NaN|[+-]Inf|-?[0-9.]+(?:E-?[0-9]+)?)");
  private static final Pattern UNIT = Pattern.compile(".*_(milliseconds|ms|minutes|kb|mb|count)");

  private static final Pattern BOUND = Pattern.compile(",?le=\"([^\"]+)\"");
  private static final String NO_PARTS = "";
  private static final String PARTS = "_(bucket|sum|count)";

  private PrometheusText() {}

  /** The series with their values; fails the test at the first line that is not as it must be. */
  public static Map<String, Double> read(String text) {
    assertThat(text).endsWith("\n");
    Map<String, Double> series = new LinkedHashMap<>();
    Set<String> families = new HashSet<>();
    String helped = null;
    String family = null;
    String parts = NO_PARTS;
    for (String line : text.split("\n")) {
      if (line.startsWith("#")) {
        Matcher comment = match(COMMENT, line);
        String name = comment.group(2);
        if (comment.group(1).equals("HELP")) {
          assertThat(families.add(name)).as("once: " + line).isTrue();
          helped = name;
          family = null;
        } else {
          assertThat(name).as("HELP before TYPE").isEqualTo(helped);
          assertThat(comment.group(3))
              .matches(name.endsWith("_total") ? "counter" : "gauge|histogram");
          parts = comment.group(3).equals("histogram") ? PARTS : NO_PARTS;
          assertThat(name).doesNotMatch(UNIT);
          family = name;
        }
      } else {
        Matcher sample = match(SAMPLE, line);
        assertThat(sample.group(1)).as("TYPE before samples").matches(family + parts);
        String key = sample.group(1) + (sample.group(2) == null ? "" : sample.group(2));
        double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
        assertThat(series.put(key, value)).as("once: " + line).isNull();
      }
    }
    histogramsAddUp(series);
    return series;
  }

  /** A bucket has at least what the one before has, and the last one is the count. */
  private static void histogramsAddUp(Map<String, Double> series) {
    double before = 0;
    for (Map.Entry<String, Double> sample : series.entrySet()) {
      Matcher bound = BOUND.matcher(sample.getKey());
      if (sample.getKey().contains("_bucket{") && bound.find()) {
        assertThat(sample.getValue()).as(sample.getKey()).isGreaterThanOrEqualTo(before);
        boolean isLast = bound.group(1).equals("+Inf");
        before = isLast ? 0 : sample.getValue();
        String count = bound.replaceFirst("").replace("_bucket{", "_count{").replace("{}", "");
        assertThat(series).as("count of " + sample.getKey()).containsKey(count);
        if (isLast) {
          assertThat(sample.getValue()).isEqualTo(series.get(count));
        }
      }
    }
  }

  private static Matcher match(Pattern form, String line) {
    Matcher matcher = form.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    return matcher;
  }
}
