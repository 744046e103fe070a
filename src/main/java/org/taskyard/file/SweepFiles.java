package org.taskyard.file;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Removes drafts that nobody will finish: their writer was killed. */
@Stateless
public class SweepFiles {

  /** Longer than any upload or export takes; one that is slower fails at its next chunk. */
  static final int HOURS = 24;

  /** Few at a time: each has its chunks deleted with it. */
  private static final String SWEEP =
      """
      DELETE FROM file WHERE file_id IN (
        SELECT file_id FROM file
        WHERE sha256 IS NULL AND created_at < service_clock() - make_interval(hours => ?)
        ORDER BY created_at
        LIMIT 20
        FOR UPDATE SKIP LOCKED)
      """;

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  /**
   * Sweeps some.
   *
   * @return how many were removed; 0 when there are no more
   */
  public int sweep() {
    return database.createNativeQuery(SWEEP).setParameter(1, HOURS).executeUpdate();
  }
}
