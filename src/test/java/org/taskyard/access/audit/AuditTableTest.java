package org.taskyard.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.TestDatabase;

/** The table itself: it is only appended to, and falls apart into months. */
class AuditTableTest {

  private static final String INSERT =
      "INSERT INTO audit (action, target_kind, principal_kind) VALUES ('task.create', 'task', 'key')";

  private static TestDatabase database;
  private static String month;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    database.run(INSERT);
    month = "audit_" + database.one("SELECT to_char(at AT TIME ZONE 'UTC', 'YYYYMM') FROM audit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE %s SET action = 'task.delete'",
        "UPDATE %s SET at = at + interval '1 month'",
        "DELETE FROM %s",
        "TRUNCATE %s",
        "MERGE INTO %s USING (SELECT 1) AS one ON true WHEN MATCHED THEN DELETE"
      })
  void nobodyChangesWhatIsWritten(String change) {
    for (String table : new String[] {"audit", month}) {
      assertThatThrownBy(() -> database.run(change.formatted(table)))
          .as(table)
          .rootCause()
          .hasMessageContaining("the audit is only appended to");
    }
    assertThat(database.one("SELECT count(*) FROM audit WHERE action = 'task.create'"))
        .isEqualTo("1");
  }

  @Test
  void thisMonthAndTheNextTwoAreThere() {
    TestDatabase fresh = TestDatabase.create();
    assertThat(fresh.one("SELECT count(*) FROM audit_months_before('infinity')")).isEqualTo("3");
    assertThat(fresh.one("SELECT add_audit_months()")).isEqualTo("0");
    fresh.run("UPDATE moved_clock SET ahead = interval '2 months'");
    fresh.run(INSERT);
    assertThat(fresh.one("SELECT add_audit_months()")).isEqualTo("2");
  }

  @Test
  void aStartAfterALongStopMakesTheMonthsFirst() {
    TestDatabase fresh = TestDatabase.create();
    fresh.run("UPDATE moved_clock SET ahead = interval '1 year'");
    assertThatThrownBy(() -> fresh.run(INSERT))
        .rootCause()
        .hasMessageContaining("no partition of relation");
    fresh.migrate();
    fresh.run(INSERT);
  }

  @Test
  void withItsOwnRoleAsOwnerTheServiceCanOnlyAppend() throws IOException, SQLException {
    TestDatabase walled = TestDatabase.create();
    walled.run("CREATE ROLE taskyard LOGIN");
    walled.run("GRANT SELECT ON moved_clock TO taskyard");
    walled.run(Files.readString(Path.of("examples/audit-wall.sql")));
    try (Connection service = walled.newSource().getConnection("taskyard", null)) {
      run(service, INSERT);
      assertThat(TestDatabase.one(service, "SELECT count(*) FROM audit")).isEqualTo("1");
      walled.run("UPDATE moved_clock SET ahead = interval '2 months'");
      assertThat(TestDatabase.one(service, "SELECT add_audit_months()")).isEqualTo("2");
      run(service, INSERT);
      for (String attack :
          new String[] {
            "DELETE FROM audit",
            "UPDATE audit SET reason = 'none'",
            "TRUNCATE audit",
            "ALTER TABLE audit DISABLE TRIGGER ALL",
            "DROP TABLE audit",
            "SELECT drop_audit_month(current_date)",
            "CREATE OR REPLACE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
            "SET session_replication_role = replica"
          }) {
        assertThatThrownBy(() -> run(service, attack))
            .as(attack)
            .hasMessageMatching("ERROR: (permission denied|must be owner).*");
      }
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
