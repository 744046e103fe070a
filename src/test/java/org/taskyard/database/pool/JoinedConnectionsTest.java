package org.taskyard.database.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

/** By a real transaction manager, Narayana's. */
class JoinedConnectionsTest {

  private static final String COUNT = "SELECT count(*) FROM thing";

  private final TransactionManager manager =
      com.arjuna.ats.jta.TransactionManager.transactionManager();
  private final TransactionSynchronizationRegistry registry =
      new com.arjuna.ats.internal.jta.transaction.arjunacore
          .TransactionSynchronizationRegistryImple();
  private TestDatabase database;
  private HikariDataSource pool;
  private JoinedConnections connections;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.empty();
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.source());
    config.setMaximumPoolSize(4);
    pool = new HikariDataSource(config);
    connections = new JoinedConnections(pool, () -> registry);
    run(
        "CREATE TABLE thing (id int PRIMARY KEY,"
            + " of int REFERENCES thing DEFERRABLE INITIALLY DEFERRED)");
  }

  @AfterEach
  void close() throws Exception {
    if (manager.getTransaction() != null) {
      manager.rollback();
    }
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as("never given back").isZero();
    pool.close();
  }

  @Test
  void oneTransactionHasOneConnectionWhichCommitsAtItsEnd() throws Exception {
    manager.begin();
    run("INSERT INTO thing VALUES (1)");
    run("INSERT INTO thing VALUES (2)");
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(1);
    assertThat(seen()).isEqualTo("0");
    manager.commit();
    assertThat(seen()).isEqualTo("2");
  }

  @Test
  void ofATransactionThatIsRolledBackNothingStays() throws Exception {
    manager.begin();
    run("INSERT INTO thing VALUES (1)");
    manager.rollback();
    assertThat(seen()).isEqualTo("0");
  }

  @Test
  void aTransactionWhoseCommitTheDatabaseRefusesFails() throws Exception {
    manager.begin();
    run("INSERT INTO thing VALUES (1, 7)");
    assertThatThrownBy(manager::commit)
        .isInstanceOf(RollbackException.class)
        .hasStackTraceContaining("thing_of_fkey");
    assertThat(seen()).isEqualTo("0");
  }

  @Test
  void whoHasSomethingLeftToWriteWritesBeforeTheCommit() throws Exception {
    List<Integer> ends = new ArrayList<>();
    manager.begin();
    run("INSERT INTO thing VALUES (1)");
    Participants.of(registry)
        .join(
            new Synchronization() {
              @Override
              public void beforeCompletion() {
                run("INSERT INTO thing VALUES (2)");
              }

              @Override
              public void afterCompletion(int status) {
                ends.add(status);
              }
            });
    manager.commit();
    assertThat(seen()).isEqualTo("2");
    assertThat(ends).containsExactly(jakarta.transaction.Status.STATUS_COMMITTED);
  }

  @Test
  void aTransactionWithinAnotherHasAConnectionOfItsOwn() throws Exception {
    manager.begin();
    run("INSERT INTO thing VALUES (1)");
    Transaction outer = manager.suspend();
    manager.begin();
    run("INSERT INTO thing VALUES (2)");
    manager.commit();
    assertThat(seen()).isEqualTo("1");
    manager.resume(outer);
    manager.rollback();
    assertThat(seen()).isEqualTo("1");
  }

  @Test
  void outsideOfTransactionsEachStatementCommits() {
    run("INSERT INTO thing VALUES (1)");
    assertThat(seen()).isEqualTo("1");
  }

  @Test
  void aTransactionThatIsToRollBackMayReadAndLeavesNothing() throws Exception {
    manager.begin();
    manager.setRollbackOnly();
    run("INSERT INTO thing VALUES (1)");
    manager.rollback();
    assertThat(seen()).isEqualTo("0");
  }

  @Test
  void aConnectionIsOfNoUseWhenItsTransactionHasEnded() throws Exception {
    manager.begin();
    Connection kept = connections.getConnection();
    manager.commit();
    assertThatThrownBy(kept::createStatement).isInstanceOf(SQLException.class);
  }

  private void run(String sql) {
    try (Connection connection = connections.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** What others see. */
  private String seen() {
    try (Connection other = database.source().getConnection()) {
      return TestDatabase.one(other, COUNT);
    } catch (SQLException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
