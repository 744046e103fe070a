package org.taskyard.jmx;

/** A pool of connections of this node. */
public interface PoolMXBean {

  int getActive();

  int getIdle();

  int getTotal();

  int getMax();

  int getPendingThreads();
}
