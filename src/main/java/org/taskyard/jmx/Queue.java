package org.taskyard.jmx;

import org.taskyard.observe.Metrics;
import org.taskyard.task.TaskStatus;
import org.taskyard.upkeep.vitals.HandlerBoard;

/** Shows the vitals of the queue. */
record Queue(Metrics metrics, HandlerBoard board) implements QueueMXBean {

  private double seen(String name, String... labels) {
    double value = metrics.value("taskyard_" + name, labels);
    return Double.isNaN(value) ? -1 : value;
  }

  private double oldestDue(String handlers) {
    return seen("oldest_due_task_seconds", "handlers", handlers);
  }

  @Override
  public long getPending() {
    return board.total(TaskStatus.PENDING);
  }

  @Override
  public long getRunning() {
    return board.total(TaskStatus.RUNNING);
  }

  @Override
  public double getOldestDueServedSeconds() {
    return oldestDue("served");
  }

  @Override
  public double getOldestDueUnservedSeconds() {
    return oldestDue("unserved");
  }

  @Override
  public double getOldestDuePausedSeconds() {
    return oldestDue("paused");
  }

  @Override
  public double getOldestOverdueLeaseSeconds() {
    return seen("oldest_overdue_lease_seconds");
  }

  @Override
  public long getUnfoldedCounts() {
    return (long) seen("unfolded_counts");
  }
}
