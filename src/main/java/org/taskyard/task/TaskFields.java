package org.taskyard.task;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.taskyard.access.HandlerName;
import org.taskyard.access.Owner;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;
import org.taskyard.task.TaskInput.About;
import org.taskyard.task.TaskInput.Origin;
import org.taskyard.task.TaskInput.Payload;
import org.taskyard.task.TaskInput.Plan;

/** Reads the members that clients send of a task, at create and at update. */
final class TaskFields {

  /**
   * Fields that only the server sets; clients send whole objects back, so they are let in and have
   * no effect.
   */
  private static final Set<String> SERVER_OWNED =
      Set.of(
          "tenant",
          "created_at",
          "updated_at",
          "attempt",
          "started_at",
          "finished_at",
          "historized_at",
          "error",
          "progress",
          "progress_message");

  private static final List<String> CLIENT_OWNED =
      List.of(
          "task_id",
          "handler",
          "user_id",
          "entity_id",
          "status",
          "request",
          "response",
          "run_at",
          "priority",
          "max_attempts",
          "parent_id",
          "tags");

  private static final Set<String> KNOWN =
      new LinkedHashSet<>(
          Stream.concat(CLIENT_OWNED.stream(), new TreeSet<>(SERVER_OWNED).stream()).toList());

  /** The task as it was sent; what is wrong becomes faults. */
  static TaskInput read(JsonFields fields, String base, Faults faults) {
    fields.only(KNOWN);
    String handler = fields.text("handler", 100);
    if (handler != null && !HandlerName.fits(handler)) {
      fields.fault(
          "handler",
          "a letter, then letters, digits, dot, underscore or hyphen; 100 characters at most");
    }
    UUID id = fields.uuid("task_id");
    UUID parent = fields.uuid("parent_id");
    if (id != null && id.equals(parent)) {
      fields.fault("parent_id", "a task is not part of itself");
    }
    return new TaskInput(
        present(fields),
        id,
        handler,
        status(fields),
        new About(
            fields.text("user_id", 64),
            fields.text("entity_id", 255),
            parent,
            Tags.read(fields, base, faults)),
        new Plan(
            fields.moment("run_at"),
            fields.integer("priority", 0, 9),
            fields.integer("max_attempts", 1, 1_000)),
        new Payload(
            fields.json("request", TaskInput.MAX_REQUEST_BYTES),
            fields.json("response", TaskInput.MAX_RESPONSE_BYTES)),
        new Origin(null, Owner.ANYBODY));
  }

  private static Set<String> present(JsonFields fields) {
    return Set.copyOf(CLIENT_OWNED.stream().filter(fields::has).toList());
  }

  private static TaskStatus status(JsonFields fields) {
    if (!fields.given("status")) {
      return null;
    }
    TaskStatus status = TaskStatus.of(fields.node("status").asText()).orElse(null);
    if (status == null || !fields.node("status").isTextual()) {
      fields.fault("status", "one of pending, running, completed, failed, cancelled is expected");
    }
    return status;
  }

  private TaskFields() {}
}
