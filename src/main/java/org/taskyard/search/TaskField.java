package org.taskyard.search;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Join;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Root;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.taskyard.task.Lease;
import org.taskyard.task.Lease_;
import org.taskyard.task.Task;
import org.taskyard.task.TaskView;
import org.taskyard.task.Task_;

/**
 * The fields that a search may name, and nothing else: the only way from a name that a caller sends
 * to a column. Values that a run under way owns are taken from its lease, as {@link TaskView} does.
 */
public enum TaskField {
  TASK_ID(Type.ID, false, from -> from.task.get(Task_.taskId), TaskView::taskId),
  HANDLER(Type.TEXT, false, from -> from.task.get(Task_.handler), TaskView::handler),
  USER_ID(Type.TEXT, true, from -> from.task.get(Task_.userId), TaskView::userId),
  ENTITY_ID(Type.TEXT, true, from -> from.task.get(Task_.entityId), TaskView::entityId),
  STATUS(Type.STATUS, false, From::status, TaskView::status),
  REQUEST(Type.JSON, true, from -> from.task.get(Task_.request), null),
  RESPONSE(Type.JSON, true, from -> from.task.get(Task_.response), null),
  CREATED_AT(Type.MOMENT, false, from -> from.task.get(Task_.createdAt), TaskView::createdAt),
  UPDATED_AT(Type.MOMENT, false, From::updatedAt, TaskView::updatedAt),
  RUN_AT(Type.MOMENT, true, from -> from.task.get(Task_.runAt), TaskView::runAt),
  PRIORITY(Type.INTEGER, false, from -> from.task.get(Task_.priority), TaskView::priority),
  ATTEMPT(
      Type.INTEGER,
      false,
      from -> from.criteria.coalesce(from.lease.get(Lease_.attempt), from.task.get(Task_.attempt)),
      TaskView::attempt),
  MAX_ATTEMPTS(
      Type.INTEGER, false, from -> from.task.get(Task_.maxAttempts), TaskView::maxAttempts),
  STARTED_AT(
      Type.MOMENT,
      true,
      from ->
          from.moment("coalesce", from.lease.get(Lease_.claimedAt), from.task.get(Task_.startedAt)),
      TaskView::startedAt),
  FINISHED_AT(Type.MOMENT, true, from -> from.task.get(Task_.finishedAt), TaskView::finishedAt),
  HISTORIZED_AT(
      Type.MOMENT, true, from -> from.task.get(Task_.historizedAt), TaskView::historizedAt),
  ERROR(Type.JSON, true, from -> from.task.get(Task_.error), null),
  PROGRESS(
      Type.INTEGER,
      true,
      from ->
          from.criteria.coalesce(from.lease.get(Lease_.progress), from.task.get(Task_.progress)),
      TaskView::progress),
  PROGRESS_MESSAGE(
      Type.TEXT,
      true,
      from ->
          from.criteria.coalesce(
              from.lease.get(Lease_.progressMessage), from.task.get(Task_.progressMessage)),
      TaskView::progressMessage),
  PARENT_ID(Type.ID, true, from -> from.task.get(Task_.parentId), TaskView::parentId),
  TAGS(Type.TAGS, true, from -> from.task.get(Task_.tags), null);

  /** What values of a field are like. */
  public enum Type {
    ID,
    TEXT,
    STATUS,
    MOMENT,
    INTEGER,
    JSON,
    TAGS
  }

  /** What a query selects from: the task and, where it runs, its lease. */
  record From(CriteriaBuilder criteria, Root<Task> task, Join<Task, Lease> lease) {

    static From of(CriteriaBuilder criteria, CriteriaQuery<?> query) {
      Root<Task> task = query.from(Task.class);
      return new From(criteria, task, task.join(Task_.lease, JoinType.LEFT));
    }

    Expression<String> status() {
      return criteria.function(
          "shown_status", String.class, task.get(Task_.storedStatus), lease.get(Lease_.taskId));
    }

    Expression<String> updatedAt() {
      return moment("greatest", lease.get(Lease_.updatedAt), task.get(Task_.updatedAt));
    }

    /** The converter does not see computed moments: they are compared with what it would bind. */
    Expression<String> moment(String function, Expression<?>... of) {
      return criteria.function(function, String.class, of);
    }
  }

  private static final Map<String, TaskField> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(TaskField::text, field -> field));

  private final Type type;
  private final boolean nullable;
  private final Function<From, Expression<?>> column;
  private final Function<TaskView, Object> shown;

  TaskField(
      Type type,
      boolean nullable,
      Function<From, Expression<?>> column,
      Function<TaskView, Object> shown) {
    this.type = type;
    this.nullable = nullable;
    this.column = column;
    this.shown = shown;
  }

  /** The field of that name, or null. */
  static TaskField of(String name) {
    return BY_NAME.get(name);
  }

  /** The name in JSON. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  Type type() {
    return type;
  }

  boolean nullable() {
    return nullable;
  }

  boolean sortable() {
    return shown != null;
  }

  /** True if the column is computed, so that no converter of an attribute stands behind it. */
  boolean computed() {
    return this == UPDATED_AT || this == STARTED_AT;
  }

  Expression<?> in(From from) {
    return column.apply(from);
  }

  /** The value of a task found, for a cursor. */
  Object of(TaskView task) {
    return shown.apply(task);
  }
}
