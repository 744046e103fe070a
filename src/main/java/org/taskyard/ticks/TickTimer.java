package org.taskyard.ticks;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The only timer: ticks at the start, and once a second from then on. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TickTimer {

  private static final Logger LOG = Logger.getLogger(TickTimer.class.getName());

  @Inject @Any Instance<EachSecond> found;

  private final List<EachSecond> all = new ArrayList<>();

  @PostConstruct
  void start() {
    found.forEach(all::add);
    tick();
  }

  /** Nothing may leave this method: the server drops a timer for good after two failures. */
  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  public void tick() {
    for (EachSecond each : all) {
      try {
        each.tick();
      } catch (Throwable failed) {
        LOG.log(Level.SEVERE, "A tick failed; the next one is due in a second", failed);
      }
    }
  }
}
