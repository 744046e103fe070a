package org.taskyard.jmx;

import org.taskyard.observe.Metrics;

/** Shows a pool. */
record Pool(String name, Metrics metrics) implements PoolMXBean {

  private int connections(String state) {
    return (int) metrics.value("taskyard_pool_connections", "pool", name, "state", state);
  }

  @Override
  public int getActive() {
    return connections("active");
  }

  @Override
  public int getIdle() {
    return connections("idle");
  }

  @Override
  public int getTotal() {
    return getActive() + getIdle();
  }

  @Override
  public int getMax() {
    return (int) metrics.value("taskyard_pool_max_connections", "pool", name);
  }

  @Override
  public int getPendingThreads() {
    return (int) metrics.value("taskyard_pool_pending_threads", "pool", name);
  }
}
