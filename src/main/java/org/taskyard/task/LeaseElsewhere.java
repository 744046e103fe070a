package org.taskyard.task;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.UUID;
import org.taskyard.database.SqlArray;

/** Tasks that a client records as running elsewhere. */
public final class LeaseElsewhere {

  /**
   * Leased to nobody here, for ever, so that no node rescues it. By JPA, for it is asked for the
   * leases next: until it has written itself, it reads on a connection that does not see them.
   */
  private static final String LEASE =
      """
      UPDATE queue
      SET token = gen_random_uuid(), attempt = attempt + 1, node = NULL,
          claimed_at = clock.now, updated_at = clock.now, expires_at = 'infinity'
      FROM (SELECT service_clock() AS now) AS clock
      WHERE task_id = ANY (?::uuid[])
      """;

  private LeaseElsewhere() {}

  /** Leases them within this transaction; they are new in it, or locked. */
  public static void of(Collection<UUID> ids, EntityManager database) {
    if (!ids.isEmpty()) {
      database.createNativeQuery(LEASE).setParameter(1, SqlArray.uuids(ids).text()).executeUpdate();
    }
  }
}
