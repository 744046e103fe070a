package org.taskyard.handlers.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Spares a place that has failed several times in a row, and the tasks that would use up their
 * attempts on it: for a while nobody calls it, then one call tries whether it is well again. Each
 * node learns by itself.
 */
final class CircuitBreaker {

  static final int FAILURES = 5;
  static final Duration FIRST_REST = Duration.ofSeconds(30);
  static final Duration LONGEST_REST = Duration.ofMinutes(10);

  /** How long others wait for the call that tries; and after that it is no longer waited for. */
  static final Duration TRIAL = Duration.ofMinutes(5);

  private static final Duration WHILE_TRIED = Duration.ofSeconds(5);

  /** Only places that fail are remembered; more than that at once are not. */
  private static final int MOST = 1_000;

  /** What is known of a place. */
  private static final class Trouble {
    int failures;
    long restUntil;
    Duration rest = Duration.ZERO;
    boolean tried;
    long triedUntil;
  }

  private final Map<String, Trouble> places = new HashMap<>();
  private final LongSupplier nanoTime;

  CircuitBreaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Asks to call.
   *
   * @return zero if the place may be called now, which must then be followed by the outcome; else
   *     how long to wait
   */
  synchronized Duration ask(String place) {
    Trouble trouble = places.get(place);
    if (trouble == null || trouble.failures < FAILURES) {
      return Duration.ZERO;
    }
    long now = nanoTime.getAsLong();
    if (now - trouble.restUntil < 0) {
      return Duration.ofNanos(trouble.restUntil - now);
    }
    if (trouble.tried && now - trouble.triedUntil < 0) {
      return WHILE_TRIED;
    }
    trouble.tried = true;
    trouble.triedUntil = now + TRIAL.toNanos();
    return Duration.ZERO;
  }

  /** The place has answered. */
  synchronized void succeeded(String place) {
    places.remove(place);
  }

  /** Nothing was learned of the place: another call may try. */
  synchronized void untold(String place) {
    Trouble trouble = places.get(place);
    if (trouble != null) {
      trouble.tried = false;
    }
  }

  /** The place did not answer, or is itself in trouble. */
  synchronized void failed(String place) {
    Trouble trouble = places.get(place);
    if (trouble == null) {
      if (places.size() >= MOST) {
        return;
      }
      trouble = new Trouble();
      places.put(place, trouble);
    }
    trouble.failures++;
    trouble.tried = false;
    if (trouble.failures >= FAILURES) {
      Duration doubled = trouble.rest.multipliedBy(2);
      trouble.rest = min(doubled.isZero() ? FIRST_REST : doubled, LONGEST_REST);
      trouble.restUntil = nanoTime.getAsLong() + trouble.rest.toNanos();
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
