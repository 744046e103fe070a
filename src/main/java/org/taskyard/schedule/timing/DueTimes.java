package org.taskyard.schedule.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a schedule comes to at a moment.
 *
 * @param due the due times for which there is to be a task, in their order; bounded
 * @param next when it is due again; empty if it never is
 */
public record DueTimes(List<Instant> due, Optional<Instant> next) {

  /** What is found no later than this is on time: longer than it takes to start a node again. */
  public static final Duration GRACE = Duration.ofSeconds(60);

  /**
   * The due times from {@code first} to {@code now}: those on time, and of the others what the
   * policy says.
   *
   * @param first the first due time that has not been dealt with
   * @param most how many of those that were missed {@link Misfire#ALL} makes up for
   */
  public static DueTimes between(
      Instant first, Instant now, Timing timing, Misfire misfire, int most) {
    Instant onTime = now.minus(GRACE);
    List<Instant> due = new ArrayList<>();
    Optional<Instant> next = Optional.of(first);
    if (first.isBefore(onTime)) {
      due.addAll(last(limit(misfire, most), first, onTime, timing));
      next = timing.after(onTime.minusNanos(1));
    }
    while (next.isPresent() && !next.get().isAfter(now)) {
      due.add(next.get());
      next = timing.after(next.get());
    }
    return new DueTimes(due, next);
  }

  private static int limit(Misfire misfire, int most) {
    return switch (misfire) {
      case SKIP -> 0;
      case ONCE -> 1;
      case ALL -> most;
    };
  }

  private static List<Instant> last(int most, Instant first, Instant bound, Timing timing) {
    List<Instant> last = new ArrayList<>();
    for (Instant before = bound; last.size() < most && first.isBefore(before); ) {
      before = timing.lastBefore(first, before);
      last.add(before);
    }
    Collections.reverse(last);
    return last;
  }
}
