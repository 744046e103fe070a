package org.taskyard.jmx;

/** A handler, for the whole service. Figures are up to 15 seconds old. */
public interface HandlerMXBean {

  boolean isServed();

  boolean isPaused();

  long getPending();

  long getRunning();

  long getCompleted();

  long getFailed();

  long getCancelled();

  double getOldestDueSeconds();

  /** Nobody gets tasks of this handler until it is resumed. */
  void pause();

  void resume();
}
