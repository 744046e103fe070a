package org.taskyard.task;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.json.Json;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.secrecy.Sight;

/**
 * A task as callers see it; the fields of docs/api.md in their order. Raw fields hold JSON as text.
 *
 * @param tenant absent for the installation
 */
public record TaskView(
    UUID taskId,
    String handler,
    @JsonInclude(JsonInclude.Include.NON_NULL) String tenant,
    String userId,
    String entityId,
    String status,
    @MaybeOmitted @JsonRawValue String request,
    @MaybeOmitted @JsonRawValue String response,
    Instant createdAt,
    Instant updatedAt,
    Instant runAt,
    int priority,
    int attempt,
    int maxAttempts,
    Instant startedAt,
    Instant finishedAt,
    Instant historizedAt,
    @MaybeOmitted @JsonRawValue String error,
    Integer progress,
    String progressMessage,
    UUID parentId,
    @JsonRawValue String tags) {

  /** Stands for a member that is not shown; no JSON is like it. */
  private static final String OMITTED = "";

  /** Such a member is absent; one without a value is null. */
  @Retention(RetentionPolicy.RUNTIME)
  @JacksonAnnotationsInside
  @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Omitted.class)
  private @interface MaybeOmitted {}

  /** What Jackson leaves out: that which this equals. */
  private static final class Omitted {
    @Override
    public boolean equals(Object value) {
      return OMITTED.equals(value);
    }

    @Override
    public int hashCode() {
      return OMITTED.hashCode();
    }
  }

  /**
   * The task as callers see it: while a run is under way, what the run owns is the lease's.
   *
   * @param lease the run under way, null if there is none
   */
  public static TaskView of(Task task, Lease lease) {
    return new TaskView(
        task.taskId(),
        task.handler,
        Owner.shown(task.tenant),
        task.userId,
        task.entityId,
        task.status(lease).text(),
        asSent(task.request, task.requestText),
        asSent(task.response, task.responseText),
        task.createdAt,
        lease != null && lease.updatedAt().isAfter(task.updatedAt)
            ? lease.updatedAt()
            : task.updatedAt,
        task.runAt,
        task.priority,
        lease == null ? task.attempt : lease.attempt(),
        task.maxAttempts,
        lease == null ? task.startedAt : lease.claimedAt(),
        task.finishedAt,
        task.historizedAt,
        task.error,
        lease == null || lease.progress() == null ? task.progress : lease.progress(),
        lease == null || lease.progressMessage() == null
            ? task.progressMessage
            : lease.progressMessage(),
        task.parentId,
        tags(task.tags));
  }

  /** The same with this JSON. */
  public TaskView with(String ofRequest, String ofResponse) {
    return with(ofRequest, ofResponse, error, progressMessage);
  }

  /** As somebody sees it, where this is the stored form. */
  public TaskView shown(Secrecy secrecy, Sight sight) {
    return with(
        secrecy.shown(handler, "request", request, sight),
        secrecy.shown(handler, "response", response, sight),
        secrecy.shown(handler, "error", error, sight),
        secrecy.text(handler, "progress_message", progressMessage, sight));
  }

  /** The same without these members, of {@code request}, {@code response}, {@code error}. */
  public TaskView without(Set<String> omitted) {
    return omitted.isEmpty()
        ? this
        : with(
            omitted.contains("request") ? OMITTED : request,
            omitted.contains("response") ? OMITTED : response,
            omitted.contains("error") ? OMITTED : error,
            progressMessage);
  }

  private TaskView with(String ofRequest, String ofResponse, String ofError, String message) {
    return new TaskView(
        taskId,
        handler,
        tenant,
        userId,
        entityId,
        status,
        ofRequest,
        ofResponse,
        createdAt,
        updatedAt,
        runAt,
        priority,
        attempt,
        maxAttempts,
        startedAt,
        finishedAt,
        historizedAt,
        ofError,
        progress,
        message,
        parentId,
        tags);
  }

  /** JSON as its client sent it: as such, or as the text of a string. */
  public static String asSent(String json, String text) {
    return text == null ? json : Json.quoted(text);
  }

  /** Tags as callers see them, of those that are stored. */
  static String tags(String stored) {
    return stored == null ? "[]" : stored;
  }
}
