package org.taskyard.operation.order;

import static org.taskyard.task.TaskStatus.CANCELLED;
import static org.taskyard.task.TaskStatus.COMPLETED;
import static org.taskyard.task.TaskStatus.FAILED;
import static org.taskyard.task.TaskStatus.PENDING;
import static org.taskyard.task.TaskStatus.RUNNING;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.taskyard.access.Scope;
import org.taskyard.task.TaskStatus;

/** What can be done with many tasks at once; each is what one call does with one task. */
public enum Action {
  /** Run again. */
  RETRY(Scope.TASK_WRITE, EnumSet.of(FAILED, CANCELLED)),
  /** Not run, or stop running. */
  CANCEL(Scope.TASK_WRITE, EnumSet.of(PENDING, RUNNING)),
  /** Delete; a running one only by force. */
  DELETE(Scope.TASK_DELETE, EnumSet.of(PENDING, COMPLETED, FAILED, CANCELLED), "force"),
  /** Move to history. */
  HISTORIZE(Scope.TASK_DELETE, EnumSet.of(PENDING, COMPLETED, FAILED, CANCELLED)),
  /** Give another priority; that of a finished one says nothing. */
  PRIORITY(Scope.TASK_WRITE, EnumSet.of(PENDING, RUNNING), "priority"),
  /** Give another due time; only one that waits has one. */
  RUN_AT(Scope.TASK_WRITE, EnumSet.of(PENDING), "run_at"),
  /** Add tags, and take some off. */
  TAGS(Scope.TASK_WRITE, EnumSet.allOf(TaskStatus.class), "add_tags", "remove_tags");

  private final Scope scope;
  private final Set<TaskStatus> actsOn;
  private final List<String> arguments;

  Action(Scope scope, Set<TaskStatus> actsOn, String... arguments) {
    this.scope = scope;
    this.actsOn = actsOn;
    this.arguments = List.of(arguments);
  }

  /** The word for it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The action of that word, if there is one. */
  static Optional<Action> of(String text) {
    return Stream.of(values()).filter(action -> action.text().equals(text)).findFirst();
  }

  /** What a single call needs. */
  public Scope scope() {
    return scope;
  }

  /** The members of a request that belong to it. */
  List<String> arguments() {
    return arguments;
  }

  /** The statuses of tasks that it acts on. */
  Set<String> actsOn(boolean force) {
    Set<String> texts = new LinkedHashSet<>();
    for (TaskStatus status : TaskStatus.values()) {
      if (actsOn.contains(status) || force) {
        texts.add(status.text());
      }
    }
    return texts;
  }

  /** Whether it acts on historized tasks, too. */
  public boolean actsOnHistory() {
    return this == DELETE;
  }

  /** Why it leaves out tasks of a status that it does not act on. */
  public String whyNot(String status) {
    return switch (this) {
      case RETRY -> "only failed and cancelled tasks can run again";
      case CANCEL -> "a finished task cannot be cancelled";
      case DELETE -> "a running task is deleted only with force";
      case HISTORIZE -> "a running task is not moved to history";
      case PRIORITY -> "the priority of a finished task says nothing";
      case RUN_AT ->
          RUNNING.text().equals(status)
              ? "a running task has begun"
              : "the due time of a finished task says nothing";
      case TAGS -> "it has tags of every status";
    };
  }
}
