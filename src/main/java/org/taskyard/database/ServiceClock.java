package org.taskyard.database;

import jakarta.persistence.EntityManager;
import java.time.Instant;

/** The only clock that decides anything: the database's, for all nodes alike. */
public final class ServiceClock {

  private ServiceClock() {}

  /** The time of the service, to the microsecond. */
  public static Instant now(EntityManager database) {
    return InstantConverter.moment(
        database.createNativeQuery("SELECT service_clock()").getSingleResult());
  }
}
