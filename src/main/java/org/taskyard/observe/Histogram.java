package org.taskyard.observe;

import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** How often a measured value was how large. Its buckets are fixed, so it never grows. */
public final class Histogram {

  private static final double[] SECONDS = {
    0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3_600, 14_400
  };

  private final double[] bounds;
  private final LongAdder[] counts;
  private final DoubleAdder sum = new DoubleAdder();

  /**
   * @param bounds the largest value of each bucket, ascending; one for larger values is added
   */
  public Histogram(double... bounds) {
    this.bounds = bounds.clone();
    counts = new LongAdder[bounds.length + 1];
    Arrays.setAll(counts, i -> new LongAdder());
  }

  /** For waits and runs: from milliseconds to hours. */
  public static Histogram ofSeconds() {
    return new Histogram(SECONDS);
  }

  /** Counts a value. Waits for nobody. */
  public void observe(double value) {
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sum.add(value);
  }

  /** Each count is read once, so that the last bucket is always the count. */
  void report(Metrics.Sink to, String... labels) {
    String[] withBound = Arrays.copyOf(labels, labels.length + 2);
    withBound[labels.length] = "le";
    long soFar = 0;
    for (int i = 0; i < counts.length; i++) {
      soFar += counts[i].sum();
      withBound[labels.length + 1] = i < bounds.length ? Metrics.number(bounds[i]) : "+Inf";
      to.sample("_bucket", Metrics.labels(withBound), soFar);
    }
    to.sample("_sum", Metrics.labels(labels), sum.sum());
    to.sample("_count", Metrics.labels(labels), soFar);
  }
}
