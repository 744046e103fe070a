package org.taskyard.execution.figures;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Spans of time in buckets, each √2 as wide as the one before: from 1 ms to 26 hours, whatever is
 * longer in the last one. The numbers of the buckets are stored, so they never change their
 * meaning.
 */
public final class Buckets {

  /** How many there are; the last one has no upper bound. */
  public static final int COUNT = 55;

  private static final double SHORTEST = 0.001;
  private static final double STEPS_PER_DOUBLING = 2;
  private static final MathContext SHOWN = new MathContext(3);

  private Buckets() {}

  /** The bucket of so many seconds. */
  public static int of(double seconds) {
    if (seconds <= SHORTEST) {
      return 0;
    }
    double steps = Math.log(seconds / SHORTEST) / Math.log(2) * STEPS_PER_DOUBLING;
    // a bound belongs to the bucket that it ends, whatever the logarithm makes of it
    return (int) Math.min(COUNT - 1, Math.ceil(steps - 1e-9));
  }

  /** The longest span of a bucket, in seconds; of the last one the shortest. */
  static double bound(int bucket) {
    return SHORTEST * Math.pow(2, Math.min(bucket, COUNT - 2) / STEPS_PER_DOUBLING);
  }

  /**
   * The span that a share of all does not exceed, in seconds to three digits. It lies in the right
   * bucket, so it is wrong by 41 % at most; within the bucket values are taken to be spread evenly.
   *
   * @param counts by bucket, at least one of them positive
   * @param share between 0 and 1: 0.95 for the 95th percentile
   */
  public static double percentile(long[] counts, double share) {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    double rank = share * all;
    int bucket = 0;
    double before = 0;
    while (bucket < counts.length - 1 && before + counts[bucket] < rank) {
      before += counts[bucket++];
    }
    double within = counts[bucket] == 0 ? 1 : (rank - before) / counts[bucket];
    return BigDecimal.valueOf(between(bucket, within)).round(SHOWN).doubleValue();
  }

  private static double between(int bucket, double share) {
    if (bucket == 0) {
      return SHORTEST * share;
    }
    double from = bound(bucket - 1);
    return from * Math.pow(bound(bucket) / from, share);
  }
}
