package org.taskyard.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

/** The totals are those of the rows when a month of history is dropped, whatever happens beside. */
class DropCountsTest {

  private static final String DROP =
      "SET lock_timeout = '100ms'; SELECT drop_history_month('2020-01-01')";
  private static final String HISTORIZE =
      """
      UPDATE task
      SET status = 'failed', finished_at = service_clock(), historized_at = service_clock(), history_month = '2020-01-01'
      WHERE task_id = '%s'
      """;
  private static final String IMPORT =
      """
      INSERT INTO task (task_id, handler, status, created_at, updated_at, finished_at, historized_at, history_month,
                        max_attempts)
      SELECT gen_random_uuid(), 'A', 'cancelled', now, now, now, now, '2020-01-01', 1
      FROM service_clock() AS now
      """;

  private static final String BY_COUNTERS =
      """
      SELECT string_agg(concat_ws(' ', handler, status, historized, total), ', ' ORDER BY handler, status, historized)
      FROM (SELECT handler, status, historized, sum(total) AS total FROM task_total GROUP BY 1, 2, 3) AS sums
      WHERE total <> 0
      """;
  private static final String BY_ROWS =
      """
      SELECT string_agg(concat_ws(' ', handler, status, historized, total), ', ' ORDER BY handler, status, historized)
      FROM (SELECT handler, status, history_month IS NOT NULL AS historized, count(*) AS total
            FROM task
            GROUP BY 1, 2, 3) AS sums
      """;

  private final TestDatabase database = TestDatabase.create();
  private final FoldCounts fold = new FoldCounts();

  @BeforeEach
  void fill() {
    fold.sql = database.sql();
    database.run("SELECT add_history_month('2020-01-01'), add_history_month('2020-02-01')");
    historized("2020-01-01");
    historized("2020-02-01");
    database.aTask().insert();
    fold.run();
    historized("2020-01-01");
    historized("2020-02-01");
    database.run(IMPORT);
  }

  @Test
  void foldedAndUnfoldedChangesOfTheMonthGoAndNoOthers() {
    database.run(DROP);
    expectExactTotals();
    fold.run();
    expectExactTotals();
    assertThat(database.one("SELECT sum(total) FROM task_count WHERE historized")).isEqualTo("2");
    assertThat(database.one("SELECT DISTINCT history_month FROM month_count"))
        .isEqualTo("2020-02-01");
  }

  @Test
  void aTaskThatIsImportedMeanwhileKeepsTheMonthAndIsCounted() throws SQLException {
    assertExactBeside(IMPORT);
  }

  @Test
  void aTaskThatBecomesHistoryMeanwhileKeepsTheMonthAndIsCounted() throws SQLException {
    assertExactBeside(HISTORIZE.formatted(database.aTask().insert()));
  }

  @Test
  void aDropThatIsRolledBackChangesNoTotal() throws SQLException {
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(DROP);
      assertThat(TestDatabase.one(connection, BY_COUNTERS))
          .isEqualTo(TestDatabase.one(connection, BY_ROWS));
      connection.rollback();
    }
    expectExactTotals();
    assertThat(database.one("SELECT sum(total) FROM task_total WHERE historized")).isEqualTo("5");
    fold.run();
    expectExactTotals();
  }

  private void assertExactBeside(String change) throws SQLException {
    try (Connection other = database.source().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(change);
      assertThatThrownBy(() -> database.run(DROP))
          .hasStackTraceContaining("canceling statement due to lock timeout");
      fold.run();
      other.commit();
    }
    expectExactTotals();
    database.run(DROP);
    expectExactTotals();
    fold.run();
    expectExactTotals();
  }

  private void expectExactTotals() {
    assertThat(database.one(BY_COUNTERS)).isEqualTo(database.one(BY_ROWS));
  }

  private void historized(String month) {
    UUID task = database.aTask().insert();
    database.historize(task, month);
  }
}
