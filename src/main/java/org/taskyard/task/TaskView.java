package org.taskyard.task;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.taskyard.platform.Json;

/**
 * A task as callers see it; the fields of docs/api.md in their order. Raw fields hold JSON as text.
 */
public record TaskView(
    UUID taskId,
    String handler,
    String userId,
    String entityId,
    String status,
    @JsonRawValue String request,
    @JsonRawValue String response,
    Instant createdAt,
    Instant updatedAt,
    Instant runAt,
    int priority,
    int attempt,
    int maxAttempts,
    Instant startedAt,
    Instant finishedAt,
    Instant historizedAt,
    @JsonRawValue String error,
    Integer progress,
    String progressMessage,
    UUID parentId,
    @JsonRawValue String tags) {

  private static final int ETAG_BYTES = 15;

  /**
   * The task as callers see it.
   *
   * @param lease the run under way, null if there is none
   */
  public static TaskView of(Task task, Lease lease) {
    boolean leased = lease != null;
    return new TaskView(
        task.taskId(),
        task.handler,
        task.userId,
        task.entityId,
        task.status(lease).text(),
        asSent(task.request, task.requestText),
        asSent(task.response, task.responseText),
        task.createdAt,
        leased && lease.updatedAt().isAfter(task.updatedAt) ? lease.updatedAt() : task.updatedAt,
        task.runAt,
        task.priority,
        leased ? lease.attempt() : task.attempt,
        task.maxAttempts,
        leased ? lease.claimedAt() : task.startedAt,
        task.finishedAt,
        task.historizedAt,
        task.error,
        leased && lease.progress() != null ? lease.progress() : task.progress,
        leased && lease.progressMessage() != null ? lease.progressMessage() : task.progressMessage,
        task.parentId,
        task.tags == null ? "[]" : task.tags);
  }

  /**
   * A task that has just been created, as {@link #of} shows it.
   *
   * @param lease null unless it was recorded as running elsewhere
   */
  static TaskView ofNew(UUID id, TaskInput input, InsertStatement.Stored stored, Lease lease) {
    boolean leased = lease != null;
    boolean finished = input.storedStatus().finished();
    return new TaskView(
        id,
        input.handler(),
        input.userId(),
        input.entityId(),
        (leased ? TaskStatus.RUNNING : input.storedStatus()).text(),
        asSent(stored.request(), input.request() == null ? null : input.request().text()),
        asSent(stored.response(), input.response() == null ? null : input.response().text()),
        stored.createdAt(),
        leased ? lease.updatedAt() : stored.createdAt(),
        input.runAt(),
        input.priorityOrDefault(),
        leased ? lease.attempt() : 0,
        stored.maxAttempts(),
        leased ? lease.claimedAt() : null,
        finished ? stored.createdAt() : null,
        null,
        null,
        null,
        null,
        input.parentId(),
        stored.tags() == null ? "[]" : stored.tags());
  }

  /**
   * A strong entity tag (RFC 9110 section 8.8.3): a digest of the representation, so that it
   * changes exactly when what a caller sees changes, whoever changed it.
   */
  public static String etag(byte[] json) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
      byte[] start = java.util.Arrays.copyOf(digest, ETAG_BYTES);
      return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(start) + '"';
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static String asSent(String json, String text) {
    return text == null ? json : Json.quoted(text);
  }
}
