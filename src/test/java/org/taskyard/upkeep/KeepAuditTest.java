package org.taskyard.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.settings.Settings;
import org.taskyard.support.TestDatabase;

/** Months of the audit come before they are needed, and go when they have been kept long enough. */
class KeepAuditTest {

  private final TestDatabase database = TestDatabase.create();
  private final KeepAudit keep = new KeepAudit();

  @BeforeEach
  void begin() {
    keep.sql = database.sql();
    keep.settings = with("365d");
    // from the middle of a month on, so that days count alike whenever the test runs
    database.run(
        """
        UPDATE moved_clock SET ahead =
          (date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month 14 days') AT TIME ZONE 'UTC' - now()
        """);
    database.run("SELECT add_audit_months()");
    change();
  }

  @Test
  void aMonthIsDroppedOnceAllOfItWasKeptLongEnough() {
    database.moveClock(Duration.ofDays(364));
    keep.run();
    assertThat(rows()).isEqualTo("1");
    // the last day of that month is a year ago: at most 31 days later
    database.moveClock(Duration.ofDays(31));
    assertThat(keep.run()).isPositive();
    assertThat(rows()).isEqualTo("0");
    change();
    assertThat(rows()).isEqualTo("1");
  }

  @Test
  void whoKeepsTheAuditForEverLosesNothing() {
    keep.settings = with("never");
    database.moveClock(Duration.ofDays(4_000));
    keep.run();
    assertThat(rows()).isEqualTo("1");
  }

  @Test
  void aMonthThatSomebodyReadsIsDroppedLater() throws SQLException {
    database.moveClock(Duration.ofDays(400));
    try (Connection reader = database.source().getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("SELECT count(*) FROM audit");
      keep.run();
      assertThat(rows()).isEqualTo("1");
    }
    keep.run();
    assertThat(rows()).isEqualTo("0");
  }

  private void change() {
    database.run(
        "INSERT INTO audit (action, target_kind, principal_kind) VALUES ('task.create', 'task', 'key')");
  }

  private String rows() {
    return database.one("SELECT count(*) FROM audit");
  }

  private static Settings with(String age) {
    return Settings.from(Map.of("taskyard.auth", "none", "taskyard.audit.keep", age)::get);
  }
}
