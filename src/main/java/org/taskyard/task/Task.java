package org.taskyard.task;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.taskyard.database.NullableUuid;
import org.taskyard.json.JsonText;
import org.taskyard.secrecy.Sealing;

/**
 * An operation that runs later. The columns are explained in V001__task.sql. Values that a run
 * under way owns are in its {@link Lease}; {@link TaskView#of} puts both together.
 */
@Entity
@Table(name = "task")
public class Task {

  @Id
  @Column(name = "task_id")
  private UUID taskId;

  @OneToOne(mappedBy = "task", fetch = FetchType.LAZY)
  private Lease lease;

  String handler;

  /** Whose user_id is one; never changes. */
  @Column(updatable = false)
  String tenant;

  @Column(name = "user_id")
  String userId;

  @Column(name = "entity_id")
  String entityId;

  /** Never running, see {@link #status}. */
  @Column(name = "status")
  private TaskStatus storedStatus;

  int priority;

  @Column(name = "run_at")
  Instant runAt;

  int attempt;

  @Column(name = "max_attempts")
  int maxAttempts;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "finished_at")
  Instant finishedAt;

  @Column(name = "historized_at", updatable = false)
  Instant historizedAt;

  /** The partition: null for live tasks. */
  @Column(name = "history_month", insertable = false, updatable = false)
  private LocalDate historyMonth;

  @Convert(converter = NullableUuid.class)
  @Column(name = "parent_id")
  UUID parentId;

  String tags;

  String request;

  @Column(name = "request_text")
  String requestText;

  String response;

  @Column(name = "response_text")
  String responseText;

  String error;

  Integer progress;

  @Column(name = "progress_message")
  String progressMessage;

  /** The user whose tasks its run may read and create; null for everybody's. */
  @Column(name = "acts_for")
  private String actsFor;

  protected Task() {
    // for JPA; rows are made by SubmitTasks
  }

  /** The task in a row whose columns have the names of the attributes here; not managed. */
  public static Task of(Tuple row) {
    Task task = new Task();
    task.taskId = row.get("taskId", UUID.class);
    task.handler = row.get("handler", String.class);
    task.tenant = row.get("tenant", String.class);
    task.userId = row.get("userId", String.class);
    task.entityId = row.get("entityId", String.class);
    task.storedStatus = row.get("storedStatus", TaskStatus.class);
    task.request = row.get("request", String.class);
    task.requestText = row.get("requestText", String.class);
    task.response = row.get("response", String.class);
    task.responseText = row.get("responseText", String.class);
    task.createdAt = row.get("createdAt", Instant.class);
    task.updatedAt = row.get("updatedAt", Instant.class);
    task.runAt = row.get("runAt", Instant.class);
    task.priority = row.get("priority", Integer.class);
    task.attempt = row.get("attempt", Integer.class);
    task.maxAttempts = row.get("maxAttempts", Integer.class);
    task.startedAt = row.get("startedAt", Instant.class);
    task.finishedAt = row.get("finishedAt", Instant.class);
    task.historizedAt = row.get("historizedAt", Instant.class);
    task.error = row.get("error", String.class);
    task.progress = row.get("progress", Integer.class);
    task.progressMessage = row.get("progressMessage", String.class);
    task.parentId = row.get("parentId", UUID.class);
    task.tags = row.get("tags", String.class);
    return task;
  }

  /** A task that has just been created, with JSON in the database's own order; not managed. */
  public static Task made(
      UUID id,
      TaskInput input,
      Instant createdAt,
      int maxAttempts,
      String request,
      String response,
      String tags) {
    Task task = new Task();
    task.taskId = id;
    task.handler = input.handler();
    task.tenant = input.origin().owner().tenantOfNew();
    task.userId = input.about().userId();
    task.entityId = input.about().entityId();
    task.parentId = input.about().parentId();
    task.tags = tags;
    task.storedStatus = input.storedStatus();
    task.request = request;
    task.requestText = JsonText.textOf(input.payload().request());
    task.response = response;
    task.responseText = JsonText.textOf(input.payload().response());
    task.createdAt = createdAt;
    task.updatedAt = createdAt;
    task.finishedAt = input.storedStatus().finished() ? createdAt : null;
    task.runAt = input.plan().runAt();
    task.priority = input.plan().priorityOrDefault();
    task.maxAttempts = maxAttempts;
    return task;
  }

  /** A pending task that is leased is running. */
  TaskStatus status(Lease held) {
    return held == null ? storedStatus : TaskStatus.RUNNING;
  }

  /**
   * Takes over what a client may change; members that are absent stay. Status is not among them.
   * From now on its run has no more rights than who has changed it.
   */
  void change(TaskInput change) {
    actsFor = change.origin().owner().isOneUser() ? change.origin().owner().user() : actsFor;
    handler = change.has("handler") ? change.handler() : handler;
    userId = change.has("user_id") ? change.about().userId() : userId;
    entityId = change.has("entity_id") ? change.about().entityId() : entityId;
    priority = change.has("priority") ? change.plan().priority() : priority;
    maxAttempts = change.has("max_attempts") ? change.plan().maxAttempts() : maxAttempts;
    runAt = change.has("run_at") ? change.plan().runAt() : runAt;
    parentId = change.has("parent_id") ? change.about().parentId() : parentId;
    tags = change.has("tags") ? change.about().tags() : tags;
    if (change.has("request")) {
      request = JsonText.jsonOf(change.payload().request());
      requestText = JsonText.textOf(change.payload().request());
    }
    if (change.has("response")) {
      response = JsonText.jsonOf(change.payload().response());
      responseText = JsonText.textOf(change.payload().response());
    }
  }

  /** What its handler has encrypted is so from now on, also if it was another's before. */
  void seal(Sealing sealing) {
    JsonText sealedRequest =
        sealing.seal(handler, "request", JsonText.stored(request, requestText));
    JsonText sealedResponse =
        sealing.seal(handler, "response", JsonText.stored(response, responseText));
    request = JsonText.jsonOf(sealedRequest);
    requestText = JsonText.textOf(sealedRequest);
    response = JsonText.jsonOf(sealedResponse);
    responseText = JsonText.textOf(sealedResponse);
  }

  /**
   * Ends the run under way, if any, and takes the status. The caller has removed the lease and
   * checked that the move is legal.
   */
  void become(TaskStatus status, Lease ended, Instant now) {
    if (ended != null) {
      attempt = ended.attempt();
      startedAt = ended.claimedAt();
      progress = ended.progress() == null ? progress : ended.progress();
      progressMessage = ended.progressMessage() == null ? progressMessage : ended.progressMessage();
    }
    if (storedStatus.finished() && status == TaskStatus.PENDING) {
      attempt = 0;
      startedAt = null;
      error = null;
      response = null;
      responseText = null;
      runAt = null;
      progress = null;
      progressMessage = null;
    }
    storedStatus = status == TaskStatus.RUNNING ? TaskStatus.PENDING : status;
    finishedAt = status.finished() ? now : null;
  }

  void touch(Instant now) {
    updatedAt = now;
  }

  public UUID taskId() {
    return taskId;
  }

  /** The run under way, or null. */
  public Lease lease() {
    return lease;
  }
}
