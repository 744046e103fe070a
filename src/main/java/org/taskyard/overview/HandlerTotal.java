package org.taskyard.overview;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.taskyard.task.TaskStatus;

/** How many tasks of each status a handler has, live or in history (V065__cheaper_sums.sql). */
@Entity
@Table(name = "handler_total")
@IdClass(HandlerTotal.Key.class)
public class HandlerTotal {

  /** A handler has two. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    private String handler;
    private boolean historized;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && that.handler.equals(handler)
          && that.historized == historized;
    }

    @Override
    public int hashCode() {
      return Objects.hash(handler, historized);
    }
  }

  @Id private String handler;
  @Id private boolean historized;
  private long pending;
  private long running;
  private long completed;
  private long failed;
  private long cancelled;

  String handler() {
    return handler;
  }

  boolean historized() {
    return historized;
  }

  long of(TaskStatus status) {
    return switch (status) {
      case PENDING -> pending;
      case RUNNING -> running;
      case COMPLETED -> completed;
      case FAILED -> failed;
      case CANCELLED -> cancelled;
    };
  }
}
