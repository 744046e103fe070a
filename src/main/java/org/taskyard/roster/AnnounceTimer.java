package org.taskyard.roster;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.execution.node.Dispatcher;
import org.taskyard.execution.node.NodeName;
import org.taskyard.execution.node.Signal;

/** Announces every ten seconds what this node serves, and the remote workers that it has heard. */
@Singleton
@Startup
@DependsOn({"Migrations", "DueTasksTimer"})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AnnounceTimer {

  private static final Logger LOG = Logger.getLogger(AnnounceTimer.class.getName());

  @Resource private ManagedThreadFactory threads;

  @Inject private HeardWorkers heardWorkers;
  @Inject private Dispatcher dispatcher;
  @Inject private NodeName node;

  private Signal announcement;

  @PostConstruct
  void start() {
    announcement = new Signal("announcement", threads, this::announce);
    announcement.raise();
  }

  /** Nothing may leave this method: the server drops a timer for good after two failures. */
  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  public void tick() {
    try {
      announcement.raise();
    } catch (Throwable failed) {
      LOG.log(Level.SEVERE, "A tick failed; the next one is due in ten seconds", failed);
    }
  }

  private void announce() {
    heardWorkers.announce(
        dispatcher.serves().stream()
            .map(handler -> new Served(handler, node.name(), false))
            .toList());
  }

  @PreDestroy
  void stop() {
    announcement.close();
  }
}
