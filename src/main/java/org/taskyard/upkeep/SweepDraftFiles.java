package org.taskyard.upkeep;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import org.taskyard.database.Sql;

/**
 * Removes the drafts of files whose writer was killed, a day after they were begun: longer than any
 * upload or export takes. One that is slower fails at its next chunk.
 */
@Stateless
@Local(Chore.class)
public class SweepDraftFiles implements Chore {

  /** Few: each has its chunks removed with it. */
  static final int BATCH = 20;

  private static final String SWEEP =
      """
      DELETE FROM file
      WHERE file_id = ANY (ARRAY(
        SELECT file_id FROM file
        WHERE sha256 IS NULL AND created_at < (SELECT service_clock()) - interval '24 hours'
        ORDER BY created_at
        LIMIT ?
        FOR UPDATE SKIP LOCKED))
      """;

  @Inject Sql sql;

  @Override
  public String name() {
    return "Removal of files that were never finished";
  }

  @Override
  public Duration pauseAfter(int done) {
    return done == BATCH ? Duration.ZERO : Duration.ofMinutes(15);
  }

  @Override
  public int run() {
    return sql.update("Drafts of files cannot be removed", SWEEP, BATCH);
  }
}
