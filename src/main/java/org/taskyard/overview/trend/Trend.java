package org.taskyard.overview.trend;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/**
 * What was run, over a span.
 *
 * @param from where the first point begins
 * @param to where the last one ends; what came later is not in it yet
 * @param pointSeconds the length of a point
 * @param total of all points
 * @param points one after the other, those with nothing included
 * @param handlers of which tasks were run or are due, those with the most runs first
 */
public record Trend(
    String span,
    Instant from,
    Instant to,
    int pointSeconds,
    Figures total,
    List<Point> points,
    List<OfHandler> handlers) {

  /**
   * What became of runs.
   *
   * @param completed tasks that a run completed
   * @param failed tasks that ended as failed
   * @param retried runs that failed, and whose task is tried again
   * @param failureShare failed runs of all these, from 0 to 1; null if there were none
   * @param startDelay from when tasks were due to the start of their run; null if none began
   * @param runTime of runs, however they ended; null if none did
   */
  public record Figures(
      long completed,
      long failed,
      long retried,
      Double failureShare,
      Percentiles startDelay,
      Percentiles runTime) {}

  /** In seconds, to three digits: half of all, 95 % and 99 % took no longer. */
  public record Percentiles(double p50, double p95, double p99) {}

  /**
   * @param at where it begins
   */
  public record Point(Instant at, @JsonUnwrapped Figures figures) {}

  /**
   * @param handler its name; {@code other} for all that have no figures of their own
   * @param figures of the whole span
   * @param perMinute tasks that ended a minute, on average over the span
   * @param backlog tasks that are due and wait, now
   * @param drainSeconds how long the backlog lasts if it goes on as in the last ten minutes and
   *     nothing comes in; null if no task ended in them
   */
  public record OfHandler(
      String handler,
      @JsonUnwrapped Figures figures,
      double perMinute,
      long backlog,
      Long drainSeconds) {}
}
