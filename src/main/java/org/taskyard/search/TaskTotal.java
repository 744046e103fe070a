package org.taskyard.search;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/**
 * How many tasks a handler has in a status, from the counters (V003__follow_tasks.sql), in two
 * parts: those as stored, and what the leases change in them (a running task is stored as pending).
 * Their sum is exact in every transaction.
 */
@Entity
@Table(name = "task_total")
@IdClass(TaskTotal.Key.class)
public class TaskTotal {

  /** A counter is told by what it counts. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    private String handler;
    private String status;
    private boolean historized;
    private boolean leased;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && that.handler.equals(handler)
          && that.status.equals(status)
          && that.historized == historized
          && that.leased == leased;
    }

    @Override
    public int hashCode() {
      return Objects.hash(handler, status, historized, leased);
    }
  }

  @Id private String handler;

  /** As callers see it: running is among them. */
  @Id private String status;

  @Id private boolean historized;

  /** True for what the leases change: nothing in a sum over all statuses. */
  @Id private boolean leased;

  @Column(name = "total")
  private long total;

  public String handler() {
    return handler;
  }

  public String status() {
    return status;
  }

  public boolean historized() {
    return historized;
  }

  public long total() {
    return total;
  }
}
