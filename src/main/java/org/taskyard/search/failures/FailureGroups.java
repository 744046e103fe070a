package org.taskyard.search.failures;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What went wrong lately.
 *
 * @param lookedAt failed tasks that were looked at: the newest
 * @param all false if there are more failed tasks that match
 * @param others of the tasks looked at, those of groups that are not listed
 * @param groups the largest ones, the largest first
 */
public record FailureGroups(int lookedAt, boolean all, int others, List<Group> groups) {

  /**
   * Failures that are alike.
   *
   * @param errorGroup names the group in filters
   * @param message with {@code <n>}, {@code <id>} and {@code <text>} for numbers, ids and quoted
   *     text
   * @param firstSeen end of the first of the tasks looked at
   * @param lastSeen end of the last one
   * @param sampleTaskId the newest of them
   * @param filter finds the tasks of the group among those that were asked for
   */
  public record Group(
      String errorGroup,
      String handler,
      String type,
      String message,
      int count,
      Instant firstSeen,
      Instant lastSeen,
      UUID sampleTaskId,
      JsonNode filter) {}
}
