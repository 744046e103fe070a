package org.taskyard.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
