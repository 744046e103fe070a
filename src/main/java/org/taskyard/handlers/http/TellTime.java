package org.taskyard.handlers.http;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import org.taskyard.platform.ServiceClock;

/** Tells the time of the service, which a signature says. */
@Stateless
public class TellTime {

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  /** The time of now. */
  public Instant tell() {
    return ServiceClock.now(database);
  }
}
