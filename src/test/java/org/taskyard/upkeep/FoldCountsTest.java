package org.taskyard.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

/** Each test has a database of its own: counters are those of all its tasks. */
class FoldCountsTest {

  private static final String MONTH = "2020-01-01";
  private static final String NEXT = "2020-02-01";

  private final TestDatabase database = TestDatabase.create();
  private final FoldCounts fold = new FoldCounts();

  @BeforeEach
  void begin() {
    fold.sql = database.sql();
    database.run("SELECT add_history_month(?::date), add_history_month(?::date)", MONTH, NEXT);
  }

  @Test
  void foldingChangesNoTotalAndLeavesNothingToFold() {
    database.aTask().insert();
    historized(MONTH);
    historized(MONTH);
    historized(NEXT);
    String before = totals();
    assertThat(before).isEqualTo("completed in history 3, pending 1");

    assertThat(fold.run()).isPositive();

    assertThat(totals()).isEqualTo(before);
    assertThat(database.one("SELECT count(*) FROM task_count_delta")).isEqualTo("0");
    assertThat(fold.run()).isZero();
  }

  @Test
  void theTotalOfHistoryFollowsItsMonths() {
    historized(MONTH);
    UUID second = historized(NEXT);
    fold.run();
    historized(NEXT);
    fold.run();
    assertThat(totals()).isEqualTo("completed in history 3");

    database.run("SELECT drop_history_month(?::date)", MONTH);
    assertThat(totals()).isEqualTo("completed in history 2");

    database.run("DELETE FROM task WHERE task_id = ?", second);
    fold.run();
    assertThat(totals()).isEqualTo("completed in history 1");
    assertThat(database.one("SELECT sum(total) FROM task_count WHERE historized")).isEqualTo("1");
  }

  @Test
  void oneFoldsAtATime() throws SQLException {
    database.aTask().insert();
    try (Connection other = database.source().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT pg_advisory_xact_lock(hashtext('taskyard fold counts'))");
      assertThat(fold.run()).isZero();
      other.rollback();
    }
    assertThat(fold.run()).isPositive();
  }

  private UUID historized(String month) {
    UUID task = database.aTask().insert();
    database.historize(task, month);
    return task;
  }

  private String totals() {
    return database.one(
        """
        SELECT string_agg(concat_ws(' ', status, CASE WHEN historized THEN 'in history' END, total), ', '
                          ORDER BY historized DESC)
        FROM (SELECT status, historized, sum(total) AS total FROM task_total GROUP BY status, historized) AS sums
        WHERE total <> 0
        """);
  }
}
