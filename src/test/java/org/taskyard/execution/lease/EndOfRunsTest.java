package org.taskyard.execution.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

/** What the triggers do is left to the statement that ends runs, and to that one only. */
class EndOfRunsTest {

  private static final String INSERT =
      """
      INSERT INTO task (task_id, created_at, updated_at, status, handler, max_attempts)
      SELECT gen_random_uuid(), now(), now(), 'pending', ?, 5
      """;

  private static final String CANCEL =
      "UPDATE task SET status = 'cancelled', finished_at = now() WHERE handler = 'B'";

  private final TestDatabase database = TestDatabase.create();

  @Test
  void whatEndsAfterRunsInTheSameTransactionLeavesTheQueueToo() throws SQLException {
    database.run(
        "INSERT INTO handler (name, updated_at) SELECT unnest(ARRAY['A', 'B']), service_clock()");
    database.run(INSERT, "A");
    database.run(INSERT, "B");
    try (Connection connection = database.source().getConnection()) {
      connection.setAutoCommit(false);
      List<ClaimedTask> claimed =
          ClaimStatement.run(connection, new Wish(List.of("A"), 10, "node", null)).tasks();
      FinishStatement.run(
          connection,
          claimed.stream().<Ending>map(t -> new Ending.Completed(t.run().report(), null)).toList(),
          new SealRuns(null, Map.of()));
      connection.createStatement().execute(CANCEL);
      connection.commit();
    }
    assertThat(database.one("SELECT count(*) FROM queue")).isEqualTo("0");
    assertThat(
            database.one(
                """
                SELECT string_agg(concat_ws(' ', handler, status, total), ', ' ORDER BY handler)
                FROM (SELECT handler, status, sum(total) AS total FROM task_total GROUP BY handler, status) AS sums
                WHERE total <> 0
                """))
        .isEqualTo("A completed 1, B cancelled 1");
    assertThat(
            database.one(
                """
                SELECT string_agg(concat_ws(' ', handler, status, cardinality(task_ids)), ', ' ORDER BY seq)
                FROM task_event
                """))
        .isEqualTo("A pending 1, B pending 1, A running 1, A completed 1, B cancelled 1");
  }
}
