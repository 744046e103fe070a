package org.taskyard.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.platform.StartupFailure;
import org.taskyard.platform.embedded.EmbeddedDatabase.Access;

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
