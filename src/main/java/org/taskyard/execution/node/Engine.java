package org.taskyard.execution.node;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.ticks.EachSecond;
import org.taskyard.ticks.Signal;

/**
 * Starts the engine of this node with the first tick ({@link StopNode} stops it). A tick asks what
 * has become due, and is a safety net under the hints.
 */
@ApplicationScoped
public class Engine implements EachSecond {

  private static final Logger LOG = Logger.getLogger(Engine.class.getName());

  @Resource private ManagedThreadFactory threads;

  @Inject private Handlers handlers;
  @EJB private RegisterHandlers registerHandlers;
  @Inject private Dispatcher dispatcher;
  @Inject private DueTasks dueTasks;
  @Inject private Heartbeat heartbeat;
  @Inject private Hints hints;
  @Inject private NodeHealth health;
  @Inject private Tally tally;

  private Signal beat;

  @PostConstruct
  void start() {
    registerHandlers.register(handlers.all());
    tally.serves(handlers.names());
    dispatcher.open(threads);
    dueTasks.open(threads);
    hints.open(threads);
    beat = new Signal("heartbeat", threads, heartbeat::beat);
    tally.watch(dispatcher::running, dispatcher::isDrained);
    LOG.log(Level.INFO, "This node runs tasks of {0}", String.join(", ", handlers.names()));
  }

  @Override
  public void tick() {
    health.ticked();
    dispatcher.tick();
    dueTasks.look();
    beat.raise();
  }

  @PreDestroy
  void stop() {
    beat.close();
    dispatcher.end();
  }
}
