package org.taskyard.upkeep;

import jakarta.annotation.Resource;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.taskyard.execution.lease.StatementFailed;

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

  @Resource(lookup = "java:app/jdbc/taskyard")
  DataSource database;

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
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SWEEP)) {
      statement.setInt(1, BATCH);
      return statement.executeUpdate();
    } catch (SQLException fault) {
      throw new StatementFailed("Drafts of files cannot be removed", fault);
    }
  }
}
