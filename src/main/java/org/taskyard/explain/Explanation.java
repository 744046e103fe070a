package org.taskyard.explain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Why a task is not running, or not done, at a moment.
 *
 * @param at that moment, by the clock of the database
 * @param reasons one at least; what cannot change by itself comes first
 */
public record Explanation(
    UUID taskId, String handler, String status, Instant at, List<Reason> reasons) {

  /**
   * A reason.
   *
   * @param code for programs
   * @param text for people: what holds, and what to do
   * @param since since when it holds, null if that is not known
   * @param until until when at most, or about, null if that is not known
   * @param blockedBy what is in the way, the first ten
   * @param ahead how many due tasks go first, null where this is not about them
   */
  public record Reason(
      String code,
      String text,
      Instant since,
      Instant until,
      List<Blocker> blockedBy,
      Ahead ahead) {}

  /**
   * What is in the way.
   *
   * @param kind {@code handler}, {@code node} or {@code worker}
   * @param id its name
   */
  public record Blocker(String kind, String id) {}

  /**
   * A number of tasks.
   *
   * @param atLeast true if only so many were counted
   */
  public record Ahead(int count, boolean atLeast) {}
}
