package org.taskyard.database.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

class PreparedConnectionsTest {

  private final TestDatabase database = TestDatabase.empty();
  private HikariDataSource pool;
  private PreparedConnections connections;

  /** With one connection, so that each test gets the same one again. */
  @BeforeEach
  void open() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.source());
    config.setMaximumPoolSize(1);
    pool = new HikariDataSource(config);
    connections =
        new PreparedConnections(
            pool, CountDataSource.SETTINGS, TransactionSynchronizationRegistryImple::new);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void settingsHoldUntilTheConnectionIsGivenBack() throws SQLException {
    try (Connection lent = connections.getConnection()) {
      assertThat(TestDatabase.one(lent, "SHOW statement_timeout")).isEqualTo("50ms");
      assertThat(TestDatabase.one(lent, "SHOW plan_cache_mode")).isEqualTo("force_custom_plan");
    }
    try (Connection of = pool.getConnection()) {
      assertThat(TestDatabase.one(of, "SHOW statement_timeout")).isEqualTo("0");
      assertThat(TestDatabase.one(of, "SHOW plan_cache_mode")).isEqualTo("auto");
      assertThat(of.getAutoCommit()).isTrue();
    }
  }

  @Test
  void nothingIsWritten() throws SQLException {
    try (Connection lent = connections.getConnection();
        Statement statement = lent.createStatement()) {
      assertThatThrownBy(() -> statement.execute("CREATE TABLE thing ()"))
          .hasMessageContaining("read-only transaction");
    }
  }

  @Test
  void aConnectionWhoseStatementFailedIsGivenBackAsGoodAsBefore() throws SQLException {
    try (Connection lent = connections.getConnection()) {
      assertThatThrownBy(() -> TestDatabase.one(lent, "SELECT pg_sleep(60)"))
          .hasStackTraceContaining("statement timeout");
    }
    try (Connection again = connections.getConnection()) {
      assertThat(TestDatabase.one(again, "SELECT 1")).isEqualTo("1");
    }
  }
}
