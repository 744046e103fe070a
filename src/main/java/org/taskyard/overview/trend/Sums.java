package org.taskyard.overview.trend;

import org.taskyard.execution.figures.Buckets;
import org.taskyard.execution.figures.Measure;
import org.taskyard.overview.trend.Trend.Figures;
import org.taskyard.overview.trend.Trend.Percentiles;

/** Figures of a point or a handler, while they are summed up. */
final class Sums {

  private final long[][] counts = new long[Measure.values().length][];

  Sums() {
    for (Measure measure : Measure.values()) {
      counts[measure.ordinal()] = new long[measure.buckets()];
    }
  }

  void add(Measure measure, int bucket, long count) {
    counts[measure.ordinal()][bucket] += count;
  }

  private long of(Measure measure) {
    return counts[measure.ordinal()][0];
  }

  /** Tasks that ended, one way or the other. */
  long ended() {
    return of(Measure.COMPLETED) + of(Measure.FAILED);
  }

  Figures figures() {
    long failed = of(Measure.FAILED) + of(Measure.RETRIED);
    long runs = of(Measure.COMPLETED) + failed;
    return new Figures(
        of(Measure.COMPLETED),
        of(Measure.FAILED),
        of(Measure.RETRIED),
        runs == 0 ? null : rounded((double) failed / runs),
        percentiles(Measure.START_DELAY),
        percentiles(Measure.RUN_TIME));
  }

  private Percentiles percentiles(Measure measure) {
    long[] buckets = counts[measure.ordinal()];
    for (long count : buckets) {
      if (count > 0) {
        return new Percentiles(
            Buckets.percentile(buckets, 0.5),
            Buckets.percentile(buckets, 0.95),
            Buckets.percentile(buckets, 0.99));
      }
    }
    return null;
  }

  /** To four digits behind the point. */
  static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
