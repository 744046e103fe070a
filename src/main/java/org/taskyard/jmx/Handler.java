package org.taskyard.jmx;

import java.util.Map;
import org.taskyard.task.TaskStatus;
import org.taskyard.upkeep.vitals.HandlerBoard;
import org.taskyard.upkeep.vitals.HandlerFigures;

/** Shows a handler, and pauses it. */
record Handler(String name, HandlerBoard board, Switch pauses) implements HandlerMXBean {

  /** Pauses a handler by its name, or lets it go on. */
  @FunctionalInterface
  interface Switch {
    void set(String handler, boolean paused);
  }

  private HandlerFigures figures() {
    return board.of(name).orElse(new HandlerFigures(name, false, false, Map.of(), 0));
  }

  private long count(TaskStatus status) {
    return figures().tasks().getOrDefault(status, 0L);
  }

  @Override
  public boolean isServed() {
    return figures().served();
  }

  @Override
  public boolean isPaused() {
    return figures().paused();
  }

  @Override
  public long getPending() {
    return count(TaskStatus.PENDING);
  }

  @Override
  public long getRunning() {
    return count(TaskStatus.RUNNING);
  }

  @Override
  public long getCompleted() {
    return count(TaskStatus.COMPLETED);
  }

  @Override
  public long getFailed() {
    return count(TaskStatus.FAILED);
  }

  @Override
  public long getCancelled() {
    return count(TaskStatus.CANCELLED);
  }

  @Override
  public double getOldestDueSeconds() {
    return figures().oldestDue();
  }

  @Override
  public void pause() {
    pauses.set(name, true);
  }

  @Override
  public void resume() {
    pauses.set(name, false);
  }
}
