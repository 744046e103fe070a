package org.taskyard.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

class LongestWaitingTest {

  private static final int WARM_UP = 12;

  private static final String ASK = "SELECT waits_longest(ARRAY['waits', 'runs', 'ran', 'none'])";

  private static final String READ =
      """
      SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))
      FROM pg_stat_xact_user_tables
      WHERE relname IN ('queue', 'task_live')
      """;

  private final TestDatabase database = TestDatabase.create();

  @Test
  void itIsFoundBesideWhatRanWhatRunsAndWhatWaitsOnAConnectionThatKnewAnEmptyQueue()
      throws SQLException {
    database.run("VACUUM ANALYZE queue");
    try (Connection connection = database.source().getConnection()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < WARM_UP; i++) {
        assertThat(TestDatabase.one(connection, ASK)).isNull();
      }
      connection.commit();
      insert("ran", 5_000, 5, "1 hour");
      insert("runs", 2_000, 5, "30 minutes");
      insert("waits", 3_000, 9, "1 minute");
      insert("waits", 3_000, 2, "2 minutes");
      insert("waits", 1, 2, "3 minutes");
      insert("waits", 3_000, 0, "1 minute");
      endAndLease();

      String found = TestDatabase.one(connection, ASK);
      assertThat(Integer.parseInt(TestDatabase.one(connection, READ))).isLessThan(10);
      assertThat(database.one("SELECT due_at FROM queue WHERE task_id = ?::uuid", found))
          .isEqualTo(database.one("SELECT min(due_at) FROM queue WHERE token IS NULL"));
    }
  }

  private void insert(String handler, int count, int priority, String ago) {
    database.run(
        """
        INSERT INTO task (task_id, created_at, updated_at, status, handler, priority, max_attempts)
        SELECT gen_random_uuid(), now() - ?::interval, now(), 'pending', ?, ?, 5 FROM generate_series(1, ?)
        """,
        ago,
        handler,
        priority,
        count);
  }

  private void endAndLease() {
    database.run(
        "UPDATE task_live SET status = 'completed', finished_at = now() WHERE handler = 'ran'");
    database.run(
        """
        UPDATE queue SET token = gen_random_uuid(), attempt = 1, claimed_at = now(), updated_at = now(), expires_at = now()
        WHERE handler = 'runs'
        """);
  }
}
