package org.taskyard.search.request;

import static java.util.Map.entry;

import jakarta.persistence.criteria.Expression;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.taskyard.access.Owner;
import org.taskyard.listing.filter.Field;
import org.taskyard.listing.filter.Field.Choice;
import org.taskyard.listing.filter.Field.Type;
import org.taskyard.listing.filter.Fields;
import org.taskyard.task.Lease_;
import org.taskyard.task.TaskStatus;
import org.taskyard.task.TaskView;
import org.taskyard.task.Task_;

/** The fields of a task that a search may name. */
public final class TaskFields {

  /** Who runs it. */
  public static final Field<TaskRow> HANDLER =
      Field.of("handler", Type.TEXT, from -> from.task().get(Task_.handler));

  /** As callers see it: running is a status. */
  public static final Field<TaskRow> STATUS =
      Field.choice(
          "status",
          TaskRow::status,
          new Choice<>(
              Stream.of(TaskStatus.values()).map(TaskStatus::text).toList(), TaskRow::hasStatus));

  /** What went wrong, as a name that failures which are alike share. */
  public static final Field<TaskRow> ERROR_GROUP =
      Field.of("error_group", Type.CODE, TaskFields::errorGroup);

  static final Fields<TaskRow> ALL =
      Fields.of(
          List.of(
              Field.of("task_id", Type.ID, from -> from.task().get(Task_.taskId)),
              HANDLER,
              Field.of("tenant", Type.TEXT, from -> from.task().get(Task_.tenant)),
              Field.orNull("user_id", Type.TEXT, from -> from.task().get(Task_.userId)),
              Field.orNull("entity_id", Type.TEXT, from -> from.task().get(Task_.entityId)),
              STATUS,
              Field.orNull("request", Type.JSON, from -> from.task().get(Task_.request)),
              Field.orNull("response", Type.JSON, from -> from.task().get(Task_.response)),
              Field.of("created_at", Type.MOMENT, from -> from.task().get(Task_.createdAt)),
              Field.of("updated_at", Type.MOMENT, TaskFields::updatedAt).byFunction(),
              Field.orNull("run_at", Type.MOMENT, from -> from.task().get(Task_.runAt)),
              Field.of("priority", Type.INTEGER, from -> from.task().get(Task_.priority)),
              Field.of("attempt", Type.INTEGER, TaskFields::attempt),
              Field.of("max_attempts", Type.INTEGER, from -> from.task().get(Task_.maxAttempts)),
              Field.orNull("started_at", Type.MOMENT, TaskFields::startedAt).byFunction(),
              Field.orNull("finished_at", Type.MOMENT, from -> from.task().get(Task_.finishedAt)),
              Field.orNull(
                  "historized_at", Type.MOMENT, from -> from.task().get(Task_.historizedAt)),
              Field.orNull("error", Type.JSON, from -> from.task().get(Task_.error)),
              ERROR_GROUP,
              Field.orNull("progress", Type.INTEGER, TaskFields::progress),
              Field.orNull("progress_message", Type.TEXT, TaskFields::progressMessage),
              Field.orNull("parent_id", Type.ID, from -> from.task().get(Task_.parentId)),
              Field.orNull("tags", Type.TAGS, from -> from.task().get(Task_.tags))));

  private static final Map<String, Function<TaskView, Object>> SHOWN =
      Map.ofEntries(
          entry("task_id", TaskView::taskId),
          entry("handler", TaskView::handler),
          entry("tenant", task -> task.tenant() == null ? Owner.NO_TENANT : task.tenant()),
          entry("user_id", TaskView::userId),
          entry("entity_id", TaskView::entityId),
          entry("status", TaskView::status),
          entry("created_at", TaskView::createdAt),
          entry("updated_at", TaskView::updatedAt),
          entry("run_at", TaskView::runAt),
          entry("priority", TaskView::priority),
          entry("attempt", TaskView::attempt),
          entry("max_attempts", TaskView::maxAttempts),
          entry("started_at", TaskView::startedAt),
          entry("finished_at", TaskView::finishedAt),
          entry("historized_at", TaskView::historizedAt),
          entry("progress", TaskView::progress),
          entry("progress_message", TaskView::progressMessage),
          entry("parent_id", TaskView::parentId));

  private TaskFields() {}

  /** The value that a task found shows in a field that it can be sorted by. */
  static Object of(TaskView task, Field<TaskRow> field) {
    return SHOWN.get(field.name()).apply(task);
  }

  private static Expression<?> errorGroup(TaskRow from) {
    return from.criteria()
        .function(
            "error_group",
            String.class,
            from.task().get(Task_.handler),
            from.task().get(Task_.error));
  }

  private static Expression<?> updatedAt(TaskRow from) {
    return from.moment(
        "greatest", from.lease().get(Lease_.updatedAt), from.task().get(Task_.updatedAt));
  }

  private static Expression<?> startedAt(TaskRow from) {
    return from.moment(
        "coalesce", from.lease().get(Lease_.claimedAt), from.task().get(Task_.startedAt));
  }

  private static Expression<?> attempt(TaskRow from) {
    return from.criteria()
        .coalesce(from.lease().get(Lease_.attempt), from.task().get(Task_.attempt));
  }

  private static Expression<?> progress(TaskRow from) {
    return from.criteria()
        .coalesce(from.lease().get(Lease_.progress), from.task().get(Task_.progress));
  }

  private static Expression<?> progressMessage(TaskRow from) {
    return from.criteria()
        .coalesce(from.lease().get(Lease_.progressMessage), from.task().get(Task_.progressMessage));
  }
}
