package org.taskyard.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.taskyard.support.PrometheusText;

class MetricsTest {

  private final Metrics metrics = new Metrics();

  @Test
  void aCounterIsThereBeforeThereIsAnythingToCount() {
    LongAdder runs = new LongAdder();
    metrics.counter("runs_total", "Runs", runs::sum);
    assertThat(metrics.text())
        .isEqualTo("# HELP runs_total Runs\n# TYPE runs_total counter\nruns_total 0\n");
    runs.add(3_000_000_000L);
    assertThat(metrics.text()).endsWith("runs_total 3000000000\n");
  }

  @Test
  void seriesOfAFamilyStandTogetherWhenceverTheyCome() {
    metrics.gauge("size", "Size", () -> 1.5, "of", "a");
    metrics.gauge("age_seconds", "Age", () -> Double.NaN);
    metrics.gauge("size", "Size", () -> Double.NEGATIVE_INFINITY, "of", "b");
    assertThat(PrometheusText.read(metrics.text()))
        .containsEntry("size{of=\"a\"}", 1.5)
        .containsEntry("size{of=\"b\"}", Double.NEGATIVE_INFINITY)
        .containsEntry("age_seconds", Double.NaN);
  }

  @Test
  void whatStandsInQuotesIsEscaped() {
    metrics.gauge("size", "In \\ and\nbelow", () -> 1, "of", "a \"b\"\n\\");
    assertThat(metrics.text())
        .contains("# HELP size In \\\\ and\\nbelow\n", "size{of=\"a \\\"b\\\"\\n\\\\\"} 1\n");
    assertThat(PrometheusText.read(metrics.text())).hasSize(1);
  }

  @Test
  void nothingIsAnnouncedTwiceOrAsSomethingElse() {
    metrics.gauge("size", "Size", () -> 1, "of", "a");
    assertRefused(() -> metrics.gauge("size", "Size", () -> 2, "of", "a"));
    assertRefused(() -> metrics.gauge("size", "Length", () -> 2, "of", "b"));
    assertRefused(() -> metrics.counter("runs", "Runs", () -> 2));
    assertRefused(() -> metrics.gauge("usedHeap", "Heap", () -> 2));
  }

  @Test
  void aHistogramCountsAValueInEachBucketThatItFitsInto() {
    Histogram waits = new Histogram(0.5, 2);
    metrics.histogram("wait_seconds", "Wait", waits, "of", "a");
    for (double wait : new double[] {0.25, 0.5, 1, 7}) {
      waits.observe(wait);
    }
    assertThat(PrometheusText.read(metrics.text()))
        .containsExactly(
            entry("wait_seconds_bucket{of=\"a\",le=\"0.5\"}", 2.0),
            entry("wait_seconds_bucket{of=\"a\",le=\"2\"}", 3.0),
            entry("wait_seconds_bucket{of=\"a\",le=\"+Inf\"}", 4.0),
            entry("wait_seconds_sum{of=\"a\"}", 8.75),
            entry("wait_seconds_count{of=\"a\"}", 4.0));
  }

  @Test
  void aFamilyMayHaveOtherSeriesAtEachLook() {
    Map<List<String>, Double> tasks = new LinkedHashMap<>();
    metrics.gauges("tasks", "Tasks", List.of("handler", "status"), () -> tasks);
    assertThat(PrometheusText.read(metrics.text())).isEmpty();
    tasks.put(List.of("A", "pending"), 3.0);
    assertThat(PrometheusText.read(metrics.text()))
        .containsExactly(entry("tasks{handler=\"A\",status=\"pending\"}", 3.0));
    assertRefused(() -> metrics.gauges("tasks", "Tasks", List.of("handler"), Map::of));
  }

  @Test
  void oneSeriesIsReadByItsNameAndLabels() {
    metrics.gauge("size", "Size", () -> 1.5, "of", "a");
    metrics.gauge("size", "Size", () -> 2.5, "of", "b");
    assertThat(metrics.value("size", "of", "b")).isEqualTo(2.5);
    assertThat(metrics.value("size", "of", "c")).isNaN();
    assertThat(metrics.value("length")).isNaN();
  }

  @Test
  void theJvmTellsOfItself() {
    JvmMetrics jvm = new JvmMetrics();
    jvm.metrics = metrics;
    jvm.announce(null);
    assertThat(PrometheusText.read(metrics.text()))
        .hasEntrySatisfying("process_cpu_seconds_total", s -> assertThat(s).isPositive().isFinite())
        .hasEntrySatisfying(
            "jvm_memory_used_bytes{area=\"heap\"}", b -> assertThat(b).isPositive());
  }

  private static void assertRefused(Runnable announcement) {
    assertThatThrownBy(announcement::run).isInstanceOf(IllegalArgumentException.class);
  }
}
