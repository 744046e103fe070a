package org.taskyard.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What an operation would do.
 *
 * @param token runs it
 * @param expiresAt until when
 * @param at the moment that counts: later tasks, and later changes, are left alone
 * @param request what was asked for
 * @param matched tasks that it would act on
 * @param atLeast true if only so many were counted; then it cannot be run
 * @param leftOut tasks that the filter finds, and the action does not act on
 * @param sample the newest twenty of the tasks that it would act on
 * @param effects in words
 * @param reasonRequired whether it is run only with a reason
 */
public record OperationPreview(
    UUID token,
    Instant expiresAt,
    Instant at,
    JsonNode request,
    int matched,
    boolean atLeast,
    List<LeftOut> leftOut,
    List<Sample> sample,
    List<String> effects,
    boolean reasonRequired) {

  /**
   * Tasks that are left out for one reason.
   *
   * @param status as callers see it, or {@code historized}
   * @param atLeast true if only so many were counted
   */
  public record LeftOut(String status, String text, int count, boolean atLeast) {}

  /** One of the tasks. */
  public record Sample(
      UUID taskId,
      String handler,
      String userId,
      String entityId,
      String status,
      Instant createdAt) {}
}
