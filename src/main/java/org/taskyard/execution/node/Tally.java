package org.taskyard.execution.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.taskyard.execution.lease.Ending;

/** What this node did, for /metrics. */
@ApplicationScoped
public class Tally {

  @Inject private MetricRegistry metrics;

  void claimed(int count) {
    add("claimed", count);
  }

  void completed() {
    add("completed", 1);
  }

  void ended(Ending ending) {
    switch (ending.status()) {
      case "completed" -> completed();
      case "failed" -> add("failed", 1);
      default -> add(ending.counted() ? "retried" : "put_back", 1);
    }
  }

  void stale(int count) {
    add("stale_results", count);
  }

  /** Leases of lost holders that were ended by this node. */
  public void rescued(int count) {
    add("rescued", count);
  }

  void hintHeard() {
    add("hints_heard", 1);
  }

  void running(Supplier<Integer> count) {
    metrics.gauge("taskyard_running", count);
  }

  private void add(String name, int count) {
    if (count > 0) {
      metrics.counter("taskyard_" + name).inc(count);
    }
  }
}
