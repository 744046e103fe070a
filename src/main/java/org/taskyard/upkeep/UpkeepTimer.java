package org.taskyard.upkeep;

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
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.execution.node.Signal;

/**
 * Ticks once a second and has the chores done that are due, one after the other, in a thread of
 * their own.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UpkeepTimer {

  private static final Logger LOG = Logger.getLogger(UpkeepTimer.class.getName());

  @Resource private ManagedThreadFactory threads;
  @Inject @Any private Instance<Chore> chores;

  private final List<Turn> turns = new ArrayList<>();
  private Signal upkeep;

  @PostConstruct
  void start() {
    chores.forEach(chore -> turns.add(new Turn(chore)));
    upkeep = new Signal("upkeep", threads, () -> turns.forEach(Turn::takeIfDue));
    upkeep.raise();
  }

  /** Nothing may leave this method: the server drops a timer for good after two failures. */
  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  public void tick() {
    try {
      upkeep.raise();
    } catch (Throwable failed) {
      LOG.log(Level.SEVERE, "A tick failed; the next one is due in a second", failed);
    }
  }

  @PreDestroy
  void stop() {
    upkeep.close();
  }
}
