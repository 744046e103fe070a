package org.taskyard.overview;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.taskyard.task.TaskStatus;

/** How many tasks of each status a handler has, live and in history (V003__counters.sql). */
@Entity
@Table(name = "handler_tasks")
public class HandlerTasks {

  @Id private String handler;
  private long pending;
  private long running;
  private long completed;
  private long failed;
  private long cancelled;

  @Column(name = "past_completed")
  private long pastCompleted;

  @Column(name = "past_failed")
  private long pastFailed;

  @Column(name = "past_cancelled")
  private long pastCancelled;

  protected HandlerTasks() {
    // for JPA
  }

  /** A handler without tasks. */
  HandlerTasks(String handler) {
    this.handler = handler;
  }

  /** Counts tasks of a status. */
  void add(TaskStatus status, boolean isHistorized, long number) {
    switch (status) {
      case PENDING -> pending += number; // never historized
      case RUNNING -> running += number;
      case COMPLETED -> {
        completed += isHistorized ? 0 : number;
        pastCompleted += isHistorized ? number : 0;
      }
      case FAILED -> {
        failed += isHistorized ? 0 : number;
        pastFailed += isHistorized ? number : 0;
      }
      case CANCELLED -> {
        cancelled += isHistorized ? 0 : number;
        pastCancelled += isHistorized ? number : 0;
      }
    }
  }

  String handler() {
    return handler;
  }

  long live(TaskStatus status) {
    return switch (status) {
      case PENDING -> pending;
      case RUNNING -> running;
      case COMPLETED -> completed;
      case FAILED -> failed;
      case CANCELLED -> cancelled;
    };
  }

  /** What is in history is finished. */
  long historized(TaskStatus status) {
    return switch (status) {
      case PENDING, RUNNING -> 0;
      case COMPLETED -> pastCompleted;
      case FAILED -> pastFailed;
      case CANCELLED -> pastCancelled;
    };
  }
}
