package org.taskyard.jmx;

import java.util.function.Consumer;
import org.taskyard.execution.node.Dispatcher;
import org.taskyard.observe.Metrics;

/** Shows what the node tallies, and drains it. */
record Node(Metrics metrics, Dispatcher dispatcher, Consumer<Boolean> drains)
    implements NodeMXBean {

  private long total(String name) {
    return (long) metrics.value("taskyard_" + name + "_total");
  }

  @Override
  public long getRunning() {
    return (long) metrics.value("taskyard_running");
  }

  @Override
  public long getClaimed() {
    return total("claimed");
  }

  @Override
  public long getCompleted() {
    return total("completed");
  }

  @Override
  public long getFailed() {
    return total("failed");
  }

  @Override
  public long getRetried() {
    return total("retried");
  }

  @Override
  public long getPutBack() {
    return total("put_back");
  }

  @Override
  public long getStaleResults() {
    return total("stale_results");
  }

  @Override
  public long getRescued() {
    return total("rescued");
  }

  @Override
  public boolean isDrained() {
    return dispatcher.isDrained();
  }

  @Override
  public void drain() {
    drains.accept(true);
  }

  @Override
  public void resume() {
    drains.accept(false);
  }
}
