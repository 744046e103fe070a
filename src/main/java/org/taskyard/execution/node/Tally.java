package org.taskyard.execution.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.execution.figures.Measure;
import org.taskyard.execution.figures.RunFigures;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.execution.lease.EndedRun;
import org.taskyard.execution.lease.Ending;
import org.taskyard.observe.Histogram;
import org.taskyard.observe.Metrics;

/** What this node did, for /metrics and for the figures over time. */
@ApplicationScoped
public class Tally {

  private static final Logger LOG = Logger.getLogger(Tally.class.getName());

  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;

  @Inject Metrics metrics;
  @Inject RunFigures figures;

  private final LongAdder claimed = new LongAdder();
  private final LongAdder completed = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder putBack = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private final LongAdder rescued = new LongAdder();
  private final LongAdder hintsHeard = new LongAdder();
  private final Histogram nodeClaims = claimSizes();
  private final Histogram workerClaims = claimSizes();
  private final Map<String, Histogram> delays = new ConcurrentHashMap<>();
  private final Map<String, Histogram> durations = new ConcurrentHashMap<>();
  private volatile IntSupplier running = () -> 0;
  private volatile BooleanSupplier drained = () -> false;

  void announce(@Observes @Initialized(ApplicationScoped.class) Object start) {
    counter("claimed", "Runs begun", claimed);
    counter("completed", "Tasks completed", completed);
    counter("failed", "Tasks failed", failed);
    counter("retried", "Runs that failed and are tried again", retried);
    counter("put_back", "Runs handed back with no attempt counted", putBack);
    counter("stale_results", "Results of nodes and workers refused: the lease was lost", stale);
    counter("rescued", "Runs of lost nodes and workers that this node ended", rescued);
    counter("hints_heard", "Hints of other nodes that there is work", hintsHeard);
    metrics.gauge("taskyard_running", "Tasks that run on this node", () -> running.getAsInt());
    metrics.gauge(
        "taskyard_drained",
        "1: this node was told to take no new tasks",
        () -> drained.getAsBoolean() ? 1 : 0);
    String sizes = "Tasks that a claim got, of claims that got any";
    metrics.histogram("taskyard_claim_size_tasks", sizes, nodeClaims, "holder", "node");
    metrics.histogram("taskyard_claim_size_tasks", sizes, workerClaims, "holder", "worker");
  }

  private static Histogram claimSizes() {
    return new Histogram(1, 2, 5, 10, 20, 50, 100, 200, 500);
  }

  /** The handlers of this node: fixed, since they are part of the application. */
  void serves(List<String> handlers) {
    for (String handler : handlers) {
      metrics.histogram(
          "taskyard_task_start_delay_seconds",
          "From when a task was due to the start of its run on this node",
          delays.computeIfAbsent(handler, h -> Histogram.ofSeconds()),
          "handler",
          handler);
      metrics.histogram(
          "taskyard_run_duration_seconds",
          "How long runs on this node took, however they ended",
          durations.computeIfAbsent(handler, h -> Histogram.ofSeconds()),
          "handler",
          handler);
    }
  }

  private void counter(String name, String help, LongAdder count) {
    metrics.counter("taskyard_" + name + "_total", help, count::sum);
  }

  void claimed(int count) {
    claimed.add(count);
    claim(nodeClaims, count);
  }

  /** A remote worker got these tasks from this node, and begins with them. */
  public void claimedByWorker(List<ClaimedTask> tasks) {
    claim(workerClaims, tasks.size());
    tasks.forEach(task -> figures.began(task.handler(), task.waitedSeconds()));
  }

  private static void claim(Histogram sizes, int count) {
    if (count > 0) {
      sizes.observe(count);
    }
  }

  /**
   * A run begins.
   *
   * @param inStore nanoseconds since its claim
   */
  void begins(ClaimedTask task, long inStore) {
    double delay = task.waitedSeconds() + inStore / NANOS;
    observe(delays, task.handler(), delay);
    figures.began(task.handler(), delay);
  }

  /** A run has left its slot after that many nanoseconds. */
  void ran(String handler, long took) {
    observe(durations, handler, took / NANOS);
    figures.ran(handler, took / NANOS);
  }

  private static void observe(Map<String, Histogram> of, String handler, double seconds) {
    Histogram histogram = of.get(handler);
    if (histogram != null) {
      histogram.observe(seconds);
    }
  }

  /** A run has completed its task in its own transaction. */
  void completed(String handler) {
    completed.increment();
    figures.ended(handler, Measure.COMPLETED);
  }

  /**
   * Results were written.
   *
   * @param ended those that were still this node's, by their tokens
   */
  void ended(List<Ending> endings, Map<UUID, EndedRun> ended) {
    int lost = 0;
    for (Ending ending : endings) {
      EndedRun run = ended.get(ending.token());
      if (run != null) {
        counterOf(ending).increment();
        count(ending, run);
      } else {
        lost++;
      }
    }
    refused(lost);
  }

  private void countAll(List<Ending> endings, Map<UUID, EndedRun> ended) {
    endings.stream()
        .filter(ending -> ended.containsKey(ending.token()))
        .forEach(ending -> count(ending, ended.get(ending.token())));
  }

  private void count(Ending ending, EndedRun run) {
    switch (run.status()) {
      case COMPLETED -> figures.ended(run.handler(), Measure.COMPLETED);
      case FAILED -> figures.ended(run.handler(), Measure.FAILED);
      case PENDING -> {
        if (ending instanceof Ending.Retried) {
          figures.ended(run.handler(), Measure.RETRIED);
        }
      }
      case RUNNING, CANCELLED -> {
        // neither a success nor a failure of the handler
      }
    }
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

  /**
   * Results of remote workers were written.
   *
   * @param ended those that were still their worker's, by their tokens
   */
  public void endedByWorkers(List<Ending> endings, Map<UUID, EndedRun> ended) {
    stale.add(endings.size() - ended.size());
    countAll(endings, ended);
    ended.values().forEach(run -> figures.ran(run.handler(), run.milliseconds() / MILLIS));
  }

  /** Runs of lost holders were ended by this node; how long they took nobody knows. */
  public void rescued(List<Ending> endings, Map<UUID, EndedRun> ended) {
    rescued.add(ended.size());
    countAll(endings, ended);
  }

  void hintHeard() {
    hintsHeard.increment();
  }

  void watch(IntSupplier count, BooleanSupplier isDrained) {
    running = count;
    drained = isDrained;
  }
}
