package org.taskyard.task;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The states of a task and every legal move between them. This table is the only one;
 * docs/lifecycle.md draws it.
 *
 * <p>{@link #RUNNING} is never stored: a pending task on which somebody holds a lease is running.
 */
public enum TaskStatus {
  PENDING,
  RUNNING,
  COMPLETED,
  FAILED,
  CANCELLED;

  private static final Map<String, TaskStatus> BY_TEXT =
      Stream.of(values()).collect(Collectors.toMap(TaskStatus::text, status -> status));

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name in JSON and in the database. */
  public String text() {
    return text;
  }

  /** The status of that name, if there is one. */
  public static Optional<TaskStatus> of(String text) {
    return Optional.ofNullable(BY_TEXT.get(text));
  }

  /** True for the states in which nothing more happens by itself. */
  public boolean finished() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }

  /**
   * Where a task may go from here. A client may make every move; from running it takes the lease
   * away. The engine claims what is pending, and ends runs (org.taskyard.execution.lease.Ending).
   */
  public Set<TaskStatus> moves() {
    return switch (this) {
      case PENDING -> EnumSet.of(RUNNING, COMPLETED, FAILED, CANCELLED);
      case RUNNING -> EnumSet.of(PENDING, COMPLETED, FAILED, CANCELLED);
      case COMPLETED -> EnumSet.noneOf(TaskStatus.class);
      case FAILED, CANCELLED -> EnumSet.of(PENDING);
    };
  }
}
