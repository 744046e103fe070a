package org.taskyard.cluster;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.execution.node.Dispatcher;
import org.taskyard.execution.node.NodeAsked;
import org.taskyard.execution.node.NodeHealth;
import org.taskyard.execution.node.NodeName;
import org.taskyard.settings.Settings;
import org.taskyard.ticks.EachSecond;
import org.taskyard.ticks.Signal;

/**
 * Reports how this node is, and does what is asked of it: every ten seconds, and when it hears that
 * something is asked.
 */
@ApplicationScoped
public class ReportNode implements EachSecond {

  private static final Logger LOG = Logger.getLogger(ReportNode.class.getName());
  private static final int EVERY = 10;

  @Resource private ManagedThreadFactory threads;

  @EJB WriteReport writeReport;
  @Inject Dispatcher dispatcher;
  @Inject NodeHealth health;
  @Inject NodeName node;
  @Inject Settings settings;

  private final long start = System.nanoTime();
  private volatile String version;
  private Signal signal;
  private int ticks = EVERY;

  @PostConstruct
  void open() {
    signal = new Signal("report of this node", threads, this::report);
  }

  /** Reports from the next tick on: the schema is there before the first one. */
  void begin(String itsVersion) {
    version = itsVersion;
  }

  @Override
  public void tick() {
    if (version != null && ++ticks >= EVERY) {
      ticks = 0;
      signal.raise();
    }
  }

  void asked(@Observes NodeAsked hint) {
    if (version != null) {
      signal.raise();
    }
  }

  void report() {
    boolean drain = writeReport.write(now());
    if (drain != dispatcher.isDrained()) {
      obey(drain);
      writeReport.write(now());
    }
  }

  private void obey(boolean drain) {
    if (drain) {
      dispatcher.drain();
    } else {
      dispatcher.resume();
    }
    LOG.log(
        Level.INFO,
        drain ? "This node takes no new tasks until resumed" : "This node takes tasks again");
  }

  private NodeReport now() {
    Runtime jvm = Runtime.getRuntime();
    return new NodeReport(
        node.name(),
        version,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
        health.millisSinceTick(),
        settings.workerSlots(),
        dispatcher.running(),
        dispatcher.prefetched(),
        dispatcher.isDrained(),
        jvm.totalMemory() - jvm.freeMemory(),
        jvm.maxMemory());
  }

  @PreDestroy
  void close() {
    signal.close();
  }
}
