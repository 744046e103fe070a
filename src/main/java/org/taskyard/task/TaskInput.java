package org.taskyard.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.taskyard.access.Creator;
import org.taskyard.access.Owner;
import org.taskyard.json.JsonFields;
import org.taskyard.json.JsonText;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.secrecy.Sealing;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.secrecy.SecrecyErrors;
import org.taskyard.secrecy.Sight;

/**
 * What a client says of a task, at create or at update.
 *
 * @param present names of the members that were sent; at update the others stay as they are
 * @param status the status wished, null if none was sent
 * @param origin where it comes from
 */
public record TaskInput(
    Set<String> present,
    UUID taskId,
    String handler,
    TaskStatus status,
    About about,
    Plan plan,
    Payload payload,
    Origin origin) {

  /**
   * Whom and what a task is about.
   *
   * @param tags a JSON array of strings, null for none
   */
  public record About(String userId, String entityId, UUID parentId, String tags) {}

  /**
   * Where a task comes from.
   *
   * @param traceparent the trace in which it is created (W3C Trace Context), null for none
   * @param owner whose tasks and files its run may read, and create: its creator's
   */
  public record Origin(String traceparent, Owner owner) {}

  /** When a task runs, before which others, and how often at most; null: by default. */
  public record Plan(Instant runAt, Integer priority, Integer maxAttempts) {

    public int priorityOrDefault() {
      return priority == null ? DEFAULT_PRIORITY : priority;
    }
  }

  /** What a task works with, and what came of it; null for none. */
  public record Payload(JsonText request, JsonText response) {

    /** The length of what may be long. */
    int characters() {
      return (request == null ? 0 : request.json().length())
          + (response == null ? 0 : response.json().length());
    }
  }

  static final int MAX_REQUEST_BYTES = 256 * 1024;
  static final int MAX_RESPONSE_BYTES = 1024 * 1024;

  /** Of tasks that do not say otherwise. */
  public static final int DEFAULT_PRIORITY = 5;

  private static final String TOO_EARLY =
      "is before 1970; leave it out, or send null, for a task that may run at once";

  /**
   * Reads a new task; what is wrong becomes faults.
   *
   * @param base JSON pointer of the object within the document
   */
  public static TaskInput ofNew(JsonNode node, String base, Faults faults, Creator creator) {
    JsonFields fields = JsonFields.of(node, base, faults);
    if (!fields.given("handler")) {
      fields.fault("handler", "required: the name of the handler that runs the task");
    }
    TaskInput task = TaskFields.read(fields, base, faults).by(creator);
    if (task.isTooEarly()) {
      fields.fault("run_at", TOO_EARLY);
    }
    refuseOthers(creator.owner(), task, fields);
    return task;
  }

  /** The same task, made by somebody, who may not name the user that it names. */
  public TaskInput by(Creator creator) {
    About whose =
        new About(
            creator.userOf(has("user_id"), about.userId()),
            about.entityId(),
            about.parentId(),
            about.tags());
    return new TaskInput(
        present, taskId, handler, status, whose, plan, payload, new Origin(null, creator.owner()));
  }

  private static void refuseOthers(Owner owner, TaskInput task, JsonFields fields) {
    if (!owner.mayBeOf(task.about.userId())) {
      fields.fault("user_id", Creator.NOT_YOURS);
    }
  }

  /**
   * Reads the changes of the task {@code id}; what is wrong becomes faults.
   *
   * @param owner whose tasks the caller may change, and make others'
   */
  public static TaskInput ofChange(JsonNode node, UUID id, Faults faults, Owner owner) {
    JsonFields fields = JsonFields.of(node, "", faults);
    for (String always : List.of("handler", "priority", "max_attempts")) {
      if (fields.has(always) && !fields.given(always)) {
        fields.fault(always, "a task always has one; leave it out to keep what it has");
      }
    }
    if (fields.given("task_id")
        && !id.toString().equalsIgnoreCase(fields.node("task_id").asText())) {
      fields.fault("task_id", "is not the id of the task that is updated; an id never changes");
      return null;
    }
    TaskInput change = TaskFields.read(fields, "", faults);
    if (id.equals(change.about.parentId)) {
      fields.fault("parent_id", "a task is not part of itself");
    }
    if (change.has("user_id")) {
      refuseOthers(owner, change, fields);
    }
    return new TaskInput(
        change.present,
        change.taskId,
        change.handler,
        change.status,
        change.about,
        change.plan,
        change.payload,
        new Origin(null, owner));
  }

  /**
   * Refuses a change to a moment that no task is given any more; one that has it keeps it.
   *
   * @throws InvalidInput if there is such a change
   */
  void expectRunAt(Instant kept) {
    if (isTooEarly() && !plan.runAt.equals(kept)) {
      throw new InvalidInput("/run_at", TOO_EARLY);
    }
  }

  private boolean isTooEarly() {
    return plan.runAt != null && plan.runAt.isBefore(Instant.EPOCH);
  }

  /**
   * Adds a fault for each place where the mask was sent instead of a value.
   *
   * @param of the handler that masks
   * @param base JSON pointer of the task within the document
   */
  public void refuseMasks(Secrecy secrecy, String of, String base, Faults faults) {
    secrecy.refuseMasks(of, "request", payload.request, base + "/request", faults);
    secrecy.refuseMasks(of, "response", payload.response, base + "/response", faults);
  }

  /**
   * Checks a change: nothing that is masked is overwritten by its mask, or shown by the rules of
   * another handler.
   *
   * @param now the handler before the change
   * @throws InvalidInput if the mask was sent instead of a value
   * @throws SecrecyErrors.WouldUnmask if the other handler masks less, and the caller sees less
   */
  public void keepSecrets(Secrecy secrecy, String now, Sight sight) {
    String then = has("handler") ? handler : now;
    Faults faults = new Faults();
    refuseMasks(secrecy, now, "", faults);
    if (!then.equals(now)) {
      refuseMasks(secrecy, then, "", faults);
    }
    faults.refuse();
    if (sight != Sight.WHOLE && !secrecy.of(then).maskAllOf(secrecy.of(now))) {
      throw new SecrecyErrors.WouldUnmask(
          "The handler of before masks more than the other one; the change needs the scope task:unmasked.");
    }
  }

  /** The same task as it is stored: with what its handler has encrypted. */
  public TaskInput seal(Sealing sealing) {
    Payload stored =
        new Payload(
            sealing.seal(handler, "request", payload.request),
            sealing.seal(handler, "response", payload.response));
    return new TaskInput(present, taskId, handler, status, about, plan, stored, origin);
  }

  /** The same task under that id, which the client has left to us. */
  public TaskInput withId(UUID id) {
    return new TaskInput(present, id, handler, status, about, plan, payload, origin);
  }

  /** The same task, created in that trace. */
  public TaskInput within(String trace) {
    return new TaskInput(
        present, taskId, handler, status, about, plan, payload, new Origin(trace, origin.owner()));
  }

  /** True if the member was sent, also as null. */
  boolean has(String member) {
    return present.contains(member);
  }

  /** A running task is stored as a pending one that is leased. */
  public TaskStatus storedStatus() {
    return status == null || status == TaskStatus.RUNNING ? TaskStatus.PENDING : status;
  }

  /** The length of what may be long. */
  public int characters() {
    return payload.characters();
  }
}
