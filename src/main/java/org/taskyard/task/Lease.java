package org.taskyard.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * The run under way of a task: while there is one, the task is running. A view of the leased rows
 * of the queue (V002__queue.sql), read through the task; the queue is written by native statements
 * only, by its holder always with the fencing token (rooms execution and work).
 */
@Entity
@Table(name = "lease")
public class Lease {

  @Id
  @Column(name = "task_id")
  private UUID taskId;

  @OneToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "task_id", insertable = false, updatable = false)
  private Task task;

  @Column(name = "claimed_at")
  private Instant claimedAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  private int attempt;

  /** The node or remote worker that runs it; null if a client recorded that it runs elsewhere. */
  private String node;

  private Integer progress;

  @Column(name = "progress_message")
  private String progressMessage;

  public UUID taskId() {
    return taskId;
  }

  public Instant claimedAt() {
    return claimedAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  /** False if the run was only recorded here, so that no run can be stopped. */
  public boolean onANode() {
    return node != null;
  }

  public int attempt() {
    return attempt;
  }

  public Integer progress() {
    return progress;
  }

  public String progressMessage() {
    return progressMessage;
  }
}
