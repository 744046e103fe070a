package org.taskyard.operation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** What became of a task in an operation; only read. Columns: V017__operations.sql. */
@Entity
@Table(name = "operation_item")
@IdClass(OperationItem.Key.class)
public class OperationItem {

  /** Which task, in which operation. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    private UUID operationId;
    private UUID taskId;

    public Key() {}

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && that.operationId.equals(operationId)
          && that.taskId.equals(taskId);
    }

    @Override
    public int hashCode() {
      return 31 * operationId.hashCode() + taskId.hashCode();
    }
  }

  @Id
  @Column(name = "operation_id")
  UUID operationId;

  @Id
  @Column(name = "task_id")
  UUID taskId;

  Instant at;
  String outcome;
  String reason;
  String detail;

  /**
   * As callers see it.
   *
   * @param outcome {@code done}, {@code refused} or {@code skipped}
   * @param reason the problem of a single call, or {@code changed}; null if it was done
   * @param detail the same in a sentence
   * @param task as it is now; null if it is gone, or if the caller does not see it
   */
  public record View(
      UUID taskId, String outcome, String reason, String detail, Instant at, TaskNow task) {}

  /** A task as a reader recognizes it. */
  public record TaskNow(String handler, String entityId, String status) {}

  View view(TaskNow task) {
    return new View(taskId, outcome, reason, detail, at, task);
  }
}
