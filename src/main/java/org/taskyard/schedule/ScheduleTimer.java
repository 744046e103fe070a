package org.taskyard.schedule;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.execution.node.Signal;

/** Ticks once a second and has the schedules fire that are due, in a thread of their own. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ScheduleTimer {

  private static final Logger LOG = Logger.getLogger(ScheduleTimer.class.getName());

  @Resource private ManagedThreadFactory threads;
  @Inject private DueSchedules dueSchedules;

  private Signal look;

  @PostConstruct
  void start() {
    look = new Signal("schedules", threads, dueSchedules::look);
  }

  /** Nothing may leave this method: the server drops a timer for good after two failures. */
  @jakarta.ejb.Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  public void tick() {
    try {
      if (dueSchedules.time()) {
        look.raise();
      }
    } catch (Throwable failed) {
      LOG.log(Level.SEVERE, "A tick failed; the next one is due in a second", failed);
    }
  }

  @PreDestroy
  void stop() {
    look.close();
  }
}
