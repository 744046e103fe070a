package org.taskyard.execution.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {

  private static final Percentage A_BUCKET = Percentage.withPercentage(42);

  private static long[] counted(double... seconds) {
    long[] counts = new long[Buckets.COUNT];
    for (double each : seconds) {
      counts[Buckets.of(each)]++;
    }
    return counts;
  }

  @Test
  void aBoundIsTheLongestSpanOfItsBucket() {
    for (int bucket = 0; bucket < Buckets.COUNT - 1; bucket++) {
      assertThat(Buckets.of(Buckets.bound(bucket))).isEqualTo(bucket);
      assertThat(Buckets.of(Buckets.bound(bucket) * 1.001)).isEqualTo(bucket + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 0", "0.0005, 0", "0.001, 0", "0.002, 2", "1, 20", "3600, 44", "1e9, 54"})
  void theNumbersOfBucketsStayAsTheyAreStored(double seconds, int bucket) {
    assertThat(Buckets.of(seconds)).isEqualTo(bucket);
  }

  @Test
  void thePercentilesOfAThousandEvenSpansAreCloseToTheTrueOnes() {
    double[] seconds = new double[1_000];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = (i + 1) / 1_000.0;
    }
    long[] counts = counted(seconds);
    assertThat(Buckets.percentile(counts, 0.5)).isCloseTo(0.5, within(0.02));
    assertThat(Buckets.percentile(counts, 0.95)).isCloseTo(0.95, within(0.02));
    assertThat(Buckets.percentile(counts, 0.99)).isCloseTo(0.99, within(0.02));
  }

  @Test
  void aFewSlowRunsShowInTheHighPercentilesOnly() {
    long[] counts = new long[Buckets.COUNT];
    counts[Buckets.of(0.02)] = 97;
    counts[Buckets.of(30)] = 3;
    assertThat(Buckets.percentile(counts, 0.5)).isCloseTo(0.02, A_BUCKET);
    assertThat(Buckets.percentile(counts, 0.95)).isCloseTo(0.02, A_BUCKET);
    assertThat(Buckets.percentile(counts, 0.99)).isCloseTo(30, A_BUCKET);
  }

  @Test
  void oneRunIsAllPercentiles() {
    long[] counts = counted(4);
    assertThat(Buckets.percentile(counts, 0.5)).isCloseTo(4, A_BUCKET);
    assertThat(Buckets.percentile(counts, 0.99)).isCloseTo(4, A_BUCKET);
  }

  @Test
  void whatIsLongerThanADayCountsAsTheLongestBound() {
    assertThat(Buckets.percentile(counted(1e9), 0.5))
        .isCloseTo(94_906, Percentage.withPercentage(1));
  }
}
