package org.taskyard.task;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The precondition of a change (RFC 9110 section 13.1.1).
 *
 * @param tags the entity tags of which one must be the task's; empty if the caller has set no
 *     condition
 */
public record IfMatch(List<String> tags) {

  /** Reads the header; null and {@code *} set no condition on an existing task. */
  public static IfMatch of(String header) {
    if (header == null || header.trim().equals("*")) {
      return new IfMatch(List.of());
    }
    return new IfMatch(Stream.of(header.split(",")).map(String::trim).toList());
  }

  /**
   * Checks the condition; weak tags never match.
   *
   * @param tag gives the task's entity tag; asked only if there is a condition
   * @throws TaskErrors.TaskHasChanged if it does not hold
   */
  void check(Supplier<String> tag) {
    if (!tags.isEmpty() && !tags.contains(tag.get())) {
      throw new TaskErrors.TaskHasChanged();
    }
  }
}
