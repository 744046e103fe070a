package org.taskyard.overview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

class LongestWaitingTest {

  private final TestDatabase database = TestDatabase.create();

  @Test
  void itIsFoundBesideWhatRanSinceTheLastVacuumWhatRunsAndWhatWaits() {
    database.run("VACUUM ANALYZE queue");
    insert("ran", 5_000, "1 hour");
    insert("runs", 2_000, "30 minutes");
    insert("waits", 5_000, "1 minute");
    insert("waits", 1, "2 minutes");
    database.run(
        "UPDATE task_live SET status = 'completed', finished_at = now() WHERE handler = 'ran'");
    database.run(
        """
        UPDATE queue SET token = gen_random_uuid(), attempt = 1, claimed_at = now(), updated_at = now(), expires_at = now()
        WHERE handler = 'runs'
        """);

    assertThat(
            database.one(
                """
                SELECT created_at < now() - interval '90 seconds'
                FROM task_live WHERE task_id = waits_longest(ARRAY['waits', 'runs', 'ran'])
                """))
        .isEqualTo("t");
    assertThat(
            Integer.parseInt(
                database.one(
                    """
                    SELECT sum(seq_tup_read + idx_tup_fetch)
                    FROM (SELECT waits_longest(ARRAY['waits', 'runs', 'ran'])) AS asked, pg_stat_xact_user_tables
                    WHERE relname IN ('queue', 'task_live')
                    """)))
        .isLessThan(10);
  }

  private void insert(String handler, int count, String ago) {
    database.run(
        """
        INSERT INTO task (task_id, created_at, updated_at, status, handler, max_attempts)
        SELECT gen_random_uuid(), now() - ?::interval, now(), 'pending', ?, 5 FROM generate_series(1, ?)
        """,
        ago,
        handler,
        count);
  }
}
