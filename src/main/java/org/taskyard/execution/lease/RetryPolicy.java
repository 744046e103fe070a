package org.taskyard.execution.lease;

import java.time.Duration;
import java.util.Optional;

/**
 * When a run that failed is tried again: the wait doubles with each attempt up to a cap, and is
 * spread so that tasks which failed together do not come back together.
 *
 * @param first wait after the first attempt
 * @param cap longest wait
 */
public record RetryPolicy(Duration first, Duration cap) {

  /** Waits lie between 1 - SPREAD and 1 + SPREAD times the computed one, never beyond the cap. */
  static final double SPREAD = 0.2;

  private static final int MAX_DOUBLINGS = 40;

  public static RetryPolicy ofMillis(long first, long cap) {
    return new RetryPolicy(Duration.ofMillis(first), Duration.ofMillis(cap));
  }

  /**
   * The wait before the next attempt; empty when the attempts are used up.
   *
   * @param attempt number of the run that ended, from 1
   * @param random from 0 (inclusive) to 1
   */
  public Optional<Duration> afterAttempt(int attempt, int maxAttempts, double random) {
    return attempt >= maxAttempts ? Optional.empty() : Optional.of(waitAfter(attempt, random));
  }

  private Duration waitAfter(int attempt, double random) {
    double doubled = first.toMillis() * Math.pow(2, Math.min(attempt - 1, MAX_DOUBLINGS));
    double spread = doubled * (1 - SPREAD + 2 * SPREAD * random);
    return Duration.ofMillis((long) Math.min(cap.toMillis(), spread));
  }
}
