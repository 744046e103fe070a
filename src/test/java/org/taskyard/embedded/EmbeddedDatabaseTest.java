package org.taskyard.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.logging.Filter;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.embedded.EmbeddedDatabase.Access;
import org.taskyard.settings.StartupFailure;
import org.taskyard.support.Eventually;

/** Kill -9 is in {@code RestartIT}; here is what one process can show. */
class EmbeddedDatabaseTest {

  /** Unpacking PostgreSQL takes its seconds: most tests share one cluster. */
  @TempDir private static Path shared;

  @AfterEach
  void stop() {
    EmbeddedDatabase.stop();
    System.clearProperty(StartupFailure.PROPERTY);
  }

  @Test
  void itIsDurableKeepsItsDataAndFoldsCaseByUnicode() throws Exception {
    Access access = EmbeddedDatabase.start(shared);
    assertThat(
            one(
                access,
                "SELECT current_setting('fsync') || current_setting('synchronous_commit') ||"
                    + " current_setting('full_page_writes')"))
        .isEqualTo("ononon");
    assertThat(one(access, "SELECT 'ÄRGER Ж' ILIKE 'ärger ж'")).isEqualTo("t");
    run(access, "CREATE TABLE kept AS SELECT 7 AS n");
    EmbeddedDatabase.stop();
    assertThat(shared.resolve("postgresql/postmaster.pid")).doesNotExist();
    assertThat(one(EmbeddedDatabase.start(shared), "SELECT n FROM kept")).isEqualTo("7");
  }

  @Test
  void nobodyGetsInWithoutThePassword() throws Exception {
    Access access = EmbeddedDatabase.start(shared);
    assertThatThrownBy(() -> DriverManager.getConnection(access.url(), access.user(), "guessed"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void aPidFileWhoseNumberIsAnothersByNowIsNoHindrance() throws Exception {
    EmbeddedDatabase.start(shared);
    EmbeddedDatabase.stop();
    Path pidFile = shared.resolve("postgresql/postmaster.pid");
    Files.writeString(
        pidFile, ProcessHandle.current().pid() + "\n" + shared.resolve("postgresql") + "\n");
    assertThat(one(EmbeddedDatabase.start(shared), "SELECT 1")).isEqualTo("1");
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  /** As one in another PID namespace, whose process id means nothing here. */
  @Test
  void aPostgresqlThatCannotBeSeenIsWaitedFor() throws Exception {
    EmbeddedDatabase.start(shared);
    EmbeddedDatabase.stop();
    ClusterLock lock = new ClusterLock(shared.resolve("postgresql.lock"));
    assumeFalse(lock.prefix().isEmpty(), "there is no flock here");
    assertThat(lock.isFree()).isTrue();
    Process unseen =
        new ProcessBuilder("flock", shared.resolve("postgresql.lock").toString(), "cat")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Eventually.holds("the other process has the lock", () -> !lock.isFree());
    assertThat(unseen.isAlive()).isTrue();
    assertThat(lock.awaitFree(1)).isFalse();
    Logger progress = Logger.getLogger("org.taskyard.progress");
    Filter ends =
        line -> {
          unseen.destroy();
          return false;
        };
    progress.setFilter(ends);
    try {
      assertThat(one(EmbeddedDatabase.start(shared), "SELECT 1")).isEqualTo("1");
      assertThat(unseen.isAlive()).isFalse();
      assertThat(lock.isFree()).as("held by the one that runs now").isFalse();
    } finally {
      progress.setFilter(null);
      unseen.destroy();
    }
  }

  @Test
  void aPostmasterThatWasKilledIsStartedAgainOnItsPort() throws Exception {
    Access access = EmbeddedDatabase.start(shared);
    run(access, "CREATE TABLE before AS SELECT 8 AS n");
    Postmaster killed = Postmaster.of(shared.resolve("postgresql")).orElseThrow();
    assertThat(killed.ends("KILL", 20)).isTrue();
    assertThat(eventually(access, "SELECT n FROM before")).isEqualTo("8");
    assertThat(EmbeddedDatabase.start(shared)).isEqualTo(access);
    EmbeddedDatabase.stop();
    assertThat(shared.resolve("postgresql/postmaster.pid")).doesNotExist();
  }

  private static String eventually(Access access, String sql) {
    return Eventually.seen(
        "the database answers",
        () -> {
          try {
            return one(access, sql);
          } catch (SQLException away) {
            return null;
          }
        },
        Objects::nonNull);
  }

  @Test
  void whatAKilledFirstStartLeftBehindIsMadeAnew(@TempDir Path data)
      throws IOException, SQLException {
    Files.createDirectories(data.resolve("postgresql.unfinished/base"));
    Files.createDirectories(data.resolve("program.unfinished/bin"));
    assertThat(one(EmbeddedDatabase.start(data), "SELECT 1")).isEqualTo("1");
  }

  @Test
  void dataOfAnotherMajorVersionIsRefusedAndLeftAlone(@TempDir Path data) throws IOException {
    Files.createDirectories(data.resolve("postgresql"));
    Files.writeString(data.resolve("postgresql/PG_VERSION"), "15\n");
    assertThatThrownBy(() -> EmbeddedDatabase.start(data))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("is of PostgreSQL 15");
    assertThat(data.resolve("postgresql/PG_VERSION")).hasContent("15");
  }

  private static String one(Access access, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(access.url(), access.user(), access.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void run(Access access, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(access.url(), access.user(), access.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
