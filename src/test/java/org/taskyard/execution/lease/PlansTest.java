package org.taskyard.execution.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.TestDatabase;

/**
 * A queue is empty most of the time, and vacuumed then: that is what the planner believes when a
 * burst comes, and what statements are prepared for on connections that live long.
 */
class PlansTest {

  private static final int WARM_UP = 12;
  private static final int BURST = 20_000;
  private static final int BATCH = 200;

  private static final String READ =
      """
      SELECT sum(coalesce(idx_tup_fetch, 0) + seq_tup_read)
      FROM pg_stat_xact_user_tables
      WHERE relname IN ('queue', 'task_live')
      """;

  /**
   * A task is found by its key; the other indexes hold the key too, but would be read from end to
   * end.
   */
  private static final String WALKED =
      """
      SELECT sum(idx_scan) FROM pg_stat_user_indexes WHERE relname = 'task_live' AND indexrelname <> 'task_live_id'
      """;

  private final TestDatabase database = TestDatabase.create();
  private final Wish wish = new Wish(List.of("A", "B"), BATCH, "node", null);

  /**
   * @param left the one row that is left keeps all pages in the table, which is believed to stay as
   *     empty as that when it grows
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void statementsPreparedWhileTheQueueWasEmptyReadOnlyWhatTheyNeedInABurst(int left)
      throws SQLException {
    database.run(
        "INSERT INTO handler (name, updated_at) SELECT unnest(ARRAY['A', 'B']), service_clock()");
    insert(BURST);
    database.run("DELETE FROM task WHERE ctid NOT IN (SELECT max(ctid) FROM task LIMIT ?)", left);
    database.run("VACUUM ANALYZE queue");
    database.run("VACUUM ANALYZE task_live");
    try (Connection connection = database.source().getConnection()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < WARM_UP; i++) {
        ClaimStatement.run(connection, wish);
        FinishStatement.run(
            connection, endings(List.of(unknown(), unknown())), new SealRuns(null, Map.of()));
        connection.commit();
      }
      insert(BURST);

      List<ClaimedTask> claimed = ClaimStatement.run(connection, wish).tasks();
      assertThat(claimed).hasSize(BATCH);
      assertThat(rowsRead(connection)).isLessThanOrEqualTo(6L * BATCH + 3L * left);
      connection.commit();
      FinishStatement.run(connection, endings(claimed), new SealRuns(null, Map.of()));
      assertThat(rowsRead(connection)).isLessThanOrEqualTo(6L * BATCH + 3L * left);
      ClaimStatement.run(connection, wish);
      connection.createStatement().execute("SELECT pg_stat_force_next_flush()");
      connection.commit();
      assertThat(database.one(WALKED)).isEqualTo("0");
    }
  }

  private void insert(int count) {
    database.run(
        """
        INSERT INTO task (task_id, created_at, updated_at, status, handler, max_attempts)
        SELECT gen_random_uuid(), clock_timestamp(), now(), 'pending', 'A', 5 FROM generate_series(1, ?)
        """,
        count);
  }

  private static ClaimedTask unknown() {
    LeasedRun run = new LeasedRun(UUID.randomUUID(), UUID.randomUUID(), 1, 5, null);
    return new ClaimedTask(run, "A", 30, 300, 0, null);
  }

  /** One of each kind of statement. */
  private static List<Ending> endings(List<ClaimedTask> runs) {
    Failure failure = new Failure("IOException", "no route", true);
    int half = runs.size() / 2;
    List<Ending> endings = new java.util.ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      ClaimedTask run = runs.get(i);
      endings.add(
          i < half
              ? new Ending.Completed(run.run().report(), null)
              : new Ending.Retried(run.run().report(), failure, Duration.ZERO));
    }
    return endings;
  }

  private static long rowsRead(Connection connection) throws SQLException {
    return Long.parseLong(TestDatabase.one(connection, READ));
  }
}
