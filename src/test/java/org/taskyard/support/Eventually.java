package org.taskyard.support;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits within bounds for what another thread or process does, and leaves it the processor. */
public final class Eventually {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Eventually() {}

  /**
   * Looks until the fact holds.
   *
   * @param fact named in the failure if it does not hold within two minutes
   */
  public static void holds(String fact, BooleanSupplier look) {
    seen(fact, look::getAsBoolean, Boolean::booleanValue);
  }

  /**
   * Looks until what is seen is as wanted, and returns it.
   *
   * @param fact named in the failure, with what was seen last
   */
  public static <T> T seen(String fact, Supplier<T> look, Predicate<T> wanted) {
    Instant end = Instant.now().plus(PATIENCE);
    for (T seen = look.get(); ; seen = look.get()) {
      if (wanted.test(seen)) {
        return seen;
      }
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(
            "Not within " + PATIENCE.toSeconds() + " s: " + fact + "; seen last: " + seen);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
