package org.taskyard.jmx;

/** This node: what it did since its start, and whether it takes tasks. */
public interface NodeMXBean {

  long getRunning();

  long getClaimed();

  long getCompleted();

  long getFailed();

  long getRetried();

  long getPutBack();

  long getStaleResults();

  long getRescued();

  boolean isDrained();

  /** Asks to take no new tasks until resumed or restarted; those that run go on. */
  void drain();

  void resume();
}
