package org.taskyard.jmx;

/** The queue of the whole service; -1 where nothing was read yet. */
public interface QueueMXBean {

  long getPending();

  long getRunning();

  double getOldestDueServedSeconds();

  double getOldestDueUnservedSeconds();

  double getOldestDuePausedSeconds();

  double getOldestOverdueLeaseSeconds();

  long getUnfoldedCounts();
}
