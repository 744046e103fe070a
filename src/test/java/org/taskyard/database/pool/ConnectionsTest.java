package org.taskyard.database.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

class ConnectionsTest {

  private static TestDatabase database;

  @BeforeAll
  static void createDatabase() {
    database = TestDatabase.create();
  }

  @Test
  void noStatementIsCompiledOrGivenToWorkers() throws SQLException {
    assertThat(set(new TaskyardDataSource(), "jit")).isEqualTo("off");
    assertThat(set(new TaskyardDataSource(), "max_parallel_workers_per_gather")).isEqualTo("0");
    assertThat(set(new TaskyardDataSource(), "default_transaction_read_only")).isEqualTo("off");
    assertThat(set(new TaskyardDataSource(), "statement_timeout")).isEqualTo("0");
  }

  @Test
  void searchesOnlyReadAndArePlannedForTheirValues() throws SQLException {
    assertThat(set(new SearchDataSource(), "jit")).isEqualTo("off");
    assertThat(set(new SearchDataSource(), "max_parallel_workers_per_gather")).isEqualTo("0");
    assertThat(set(new SearchDataSource(), "default_transaction_read_only")).isEqualTo("on");
    assertThat(set(new SearchDataSource(), "plan_cache_mode")).isEqualTo("force_custom_plan");
    assertThat(set(new SearchDataSource(), "enable_material")).isEqualTo("off");
  }

  @Test
  void noMonthIsComparedWithItsChecks() throws SQLException {
    assertThat(set(new TaskyardDataSource(), "constraint_exclusion")).isEqualTo("off");
    assertThat(set(new SearchDataSource(), "constraint_exclusion")).isEqualTo("off");
  }

  @Test
  void countingEndsWhenItsTimeIsOver() throws SQLException {
    assertThat(set(new CountDataSource(), "plan_cache_mode")).isEqualTo("force_custom_plan");
    try (Connection connection = database.source().getConnection()) {
      new CountDataSource().prepare(connection);
      assertThatThrownBy(() -> TestDatabase.one(connection, "SELECT pg_sleep(60)"))
          .hasStackTraceContaining("statement timeout");
    }
  }

  @Test
  void aConnectionThatCannotBePreparedIsClosed() throws SQLException {
    TaskyardDataSource broken =
        new TaskyardDataSource() {
          @Override
          protected List<String> settings() {
            return List.of("nonesuch = on");
          }
        };
    try (Connection connection = database.source().getConnection()) {
      assertThatThrownBy(() -> broken.prepare(connection)).hasMessageContaining("nonesuch");
      assertThat(connection.isClosed()).isTrue();
    }
  }

  /** What a setting is on a connection that the source has prepared. */
  private static String set(TaskyardDataSource source, String setting) throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      source.prepare(connection);
      return TestDatabase.one(connection, "SHOW " + setting);
    }
  }
}
