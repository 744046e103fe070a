package org.taskyard.execution.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.execution.lease.Ending;
import org.taskyard.observe.Metrics;

/** What this node did, for /metrics. */
@ApplicationScoped
public class Tally {

  private static final Logger LOG = Logger.getLogger(Tally.class.getName());

  @Inject Metrics metrics;

  private final LongAdder claimed = new LongAdder();
  private final LongAdder completed = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder putBack = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private final LongAdder rescued = new LongAdder();
  private final LongAdder hintsHeard = new LongAdder();
  private volatile IntSupplier running = () -> 0;

  void announce(@Observes @Initialized(ApplicationScoped.class) Object start) {
    counter("claimed", "Runs begun", claimed);
    counter("completed", "Tasks completed", completed);
    counter("failed", "Tasks failed", failed);
    counter("retried", "Runs that failed and are tried again", retried);
    counter("put_back", "Runs handed back with no attempt counted", putBack);
    counter("stale_results", "Results refused because the lease was lost", stale);
    counter("rescued", "Runs of lost nodes and workers that this node ended", rescued);
    counter("hints_heard", "Hints of other nodes that there is work", hintsHeard);
    metrics.gauge("taskyard_running", "Tasks that run on this node", () -> running.getAsInt());
  }

  private void counter(String name, String help, LongAdder count) {
    metrics.counter("taskyard_" + name + "_total", help, count::sum);
  }

  void claimed(int count) {
    claimed.add(count);
  }

  void completed() {
    completed.increment();
  }

  /**
   * Results were written.
   *
   * @param ended the tokens of those that were still this node's
   */
  void ended(List<Ending> endings, Set<UUID> ended) {
    int lost = 0;
    for (Ending ending : endings) {
      if (ended.contains(ending.token())) {
        counterOf(ending).increment();
      } else {
        lost++;
      }
    }
    refused(lost);
  }

  private LongAdder counterOf(Ending ending) {
    if (ending instanceof Ending.Completed) {
      return completed;
    }
    if (ending instanceof Ending.Failed) {
      return failed;
    }
    return ending instanceof Ending.Retried ? retried : putBack;
  }

  /** Results whose lease was lost. */
  void refused(int count) {
    if (count > 0) {
      stale.add(count);
      LOG.log(Level.INFO, "{0} results refused: the tasks were no longer this node''s", count);
    }
  }

  /** Leases of lost holders that were ended by this node. */
  public void rescued(int count) {
    rescued.add(count);
  }

  void hintHeard() {
    hintsHeard.increment();
  }

  void running(IntSupplier count) {
    running = count;
  }
}
