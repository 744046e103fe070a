package org.taskyard.execution.node;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the engine of this node, ticks once a second ({@link StopNode} stops it). The tick is a
 * safety net under the hints, and what brings up tasks whose time has come; it only signals, so
 * that nothing slow or broken can stop the timer.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DueTasksTimer {

  private static final Logger LOG = Logger.getLogger(DueTasksTimer.class.getName());

  @Resource private ManagedThreadFactory threads;

  @Inject private Handlers handlers;
  @EJB private RegisterHandlers registerHandlers;
  @Inject private Dispatcher dispatcher;
  @Inject private Heartbeat heartbeat;
  @Inject private Hints hints;
  @Inject private NodeHealth health;
  @Inject private Tally tally;

  private Signal beat;

  @PostConstruct
  void start() {
    registerHandlers.register(handlers.all());
    dispatcher.open(threads);
    hints.open(threads);
    beat = new Signal("heartbeat", threads, heartbeat::beat);
    tally.running(dispatcher::running);
    LOG.log(Level.INFO, "This node runs tasks of {0}", String.join(", ", handlers.names()));
  }

  /** Nothing may leave this method: the server drops a timer for good after two failures. */
  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  public void tick() {
    try {
      health.ticked();
      dispatcher.wake();
      beat.raise();
    } catch (Throwable failed) {
      LOG.log(Level.SEVERE, "A tick failed; the next one is due in a second", failed);
    }
  }

  @PreDestroy
  void stop() {
    beat.close();
  }
}
