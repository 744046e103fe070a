package org.taskyard.database.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

/** Whose rows connections see: of our own pools, and of the server's data source. */
class TenantConnectionsTest {

  private static final String SEEN = "SELECT current_setting('taskyard.tenant', true)";

  private final TransactionManager manager =
      com.arjuna.ats.jta.TransactionManager.transactionManager();
  private final TransactionSynchronizationRegistry registry =
      new com.arjuna.ats.internal.jta.transaction.arjunacore
          .TransactionSynchronizationRegistryImple();
  private final TestDatabase database = TestDatabase.empty();
  private HikariDataSource pool;

  /** With one connection, so that each gets the one of before. */
  @BeforeEach
  void open() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.source());
    config.setMaximumPoolSize(1);
    pool = new HikariDataSource(config);
  }

  @AfterEach
  void close() throws Exception {
    if (manager.getTransaction() != null) {
      manager.rollback();
    }
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as("never given back").isZero();
    pool.close();
  }

  /** As the server's pool: within a transaction of the server it takes part in that. */
  private TenantConnections given() {
    return new TenantConnections(new JoinedConnections(pool, () -> registry), () -> registry);
  }

  private static String seenOf(String tenant, javax.sql.DataSource connections) {
    return SeenTenant.of(
        tenant,
        () -> {
          try (Connection connection = connections.getConnection()) {
            return TestDatabase.one(connection, SEEN);
          } catch (SQLException fault) {
            throw new IllegalStateException(fault);
          }
        });
  }

  @Test
  void aConnectionOfOurOwnPoolSeesWhatItsThreadSeesWhoeverHadItBefore() {
    TenantConnections own = new TenantConnections(pool);
    assertThat(seenOf("one", own)).isEqualTo("one");
    assertThat(seenOf("two", own)).isEqualTo("two");
    assertThat(seenOf(null, own)).isEqualTo("*");
    assertThat(seenOf("one", own)).isEqualTo("one");
  }

  @Test
  void ofADataSourceOfTheServerItIsSaidForATransactionAndIsGoneWithIt() throws Exception {
    TenantConnections given = given();
    assertThat(seenOf("one", given)).isEqualTo("one");
    try (Connection session = pool.getConnection()) {
      assertThat(TestDatabase.one(session, SEEN)).isEmpty();
      assertThat(session.getAutoCommit()).isTrue();
    }
    manager.begin();
    assertThat(seenOf("two", given)).isEqualTo("two");
    manager.commit();
    try (Connection session = pool.getConnection()) {
      assertThat(TestDatabase.one(session, SEEN)).isEmpty();
    }
  }

  @Test
  void whatIsWrittenOutsideOfTheServersTransactionsIsCommitted() throws SQLException {
    try (Connection lent = given().getConnection();
        Statement statement = lent.createStatement()) {
      statement.execute("CREATE TABLE thing ()");
    }
    assertThat(database.one("SELECT count(*) FROM thing")).isEqualTo("0");
  }

  @Test
  void aConnectionWhoseStatementHasFailedIsGivenBackWithoutAnotherFault() throws SQLException {
    try (Connection lent = given().getConnection()) {
      assertThatThrownBy(() -> TestDatabase.one(lent, "SELECT nothing"))
          .isInstanceOf(SQLException.class);
    }
    assertThat(seenOf("two", given())).isEqualTo("two");
  }

  @Test
  void searchesOnADataSourceOfTheServerSeeTheirTenantAndOnlyRead() throws SQLException {
    PreparedConnections searching =
        new PreparedConnections(given(), SearchDataSource.SETTINGS, () -> registry);
    assertThat(seenOf("one", searching)).isEqualTo("one");
    assertThat(seenOf("two", searching)).isEqualTo("two");
    try (Connection lent = searching.getConnection();
        Statement statement = lent.createStatement()) {
      assertThatThrownBy(() -> statement.execute("CREATE TABLE thing ()"))
          .hasMessageContaining("read-only transaction");
    }
  }
}
