package org.taskyard.upkeep.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Eventually;
import org.taskyard.support.TestDatabase;

class TakeVitalsTest {

  /** What a slow machine may add. */
  private static final Offset<Double> SOON = within(20.0);

  private final TestDatabase database = TestDatabase.create();

  @Test
  void whereNothingIsWrongAllIsZero() {
    Vitals vitals = vitals();
    assertThat(vitals.overdueLease()).isZero();
    assertThat(vitals.dueServed() + vitals.dueUnserved() + vitals.duePaused()).isZero();
    assertThat(vitals.unfolded()).isZero();
    assertThat(vitals.overdueAnswers()).isZero();
    assertThat(vitals.withoutAutovacuum()).isZero();
    assertThat(vitals.deadRows()).containsOnlyKeys(TakeVitals.BUSY);
  }

  @Test
  void theOldestTransactionIsReportedWithWhoHoldsIt() throws SQLException {
    try (Connection old = database.source().getConnection();
        Statement inOld = old.createStatement()) {
      old.setAutoCommit(false);
      inOld.execute("SET LOCAL application_name = 'a forgotten console'");
      Vitals before = vitals();
      Vitals after = vitals();
      assertThat(before.holder()).contains("a forgotten console", "idle in transaction");
      assertThat(after.oldestTransaction()).isGreaterThan(before.oldestTransaction());
      old.rollback();
    }
    assertThat(vitals().holder()).isNull();
    assertThat(vitals().oldestTransaction()).isZero();
  }

  @Test
  void aPreparedTransactionIsAnOldOneToo() {
    database.run("BEGIN; SELECT pg_current_xact_id(); PREPARE TRANSACTION 'left over'");
    try {
      assertThat(vitals().holder()).contains("'left over'", "postgres");
      assertThat(vitals().oldestTransaction()).isPositive();
    } finally {
      database.run("ROLLBACK PREPARED 'left over'");
    }
    assertThat(vitals().holder()).isNull();
  }

  @Test
  void aReplicationSlotThatKeepsTheLogIsReportedWithItsName() {
    assertThat(vitals().slot()).isNull();
    assertThat(vitals().slotBytes()).isZero();
    database.run("SELECT pg_create_physical_replication_slot('forgotten', true)");
    try {
      database.aTask().insert();
      assertThat(vitals().slotBytes()).isPositive();
      assertThat(vitals().slot()).contains("forgotten", "not in use");
    } finally {
      database.run("SELECT pg_drop_replication_slot('forgotten')");
    }
  }

  @Test
  void aLeaseThatNobodyRescuesIsReportedByHowLongItIsOver() {
    database.aTask().insert();
    UUID id = database.aTask().insert();
    database.run(
        """
        UPDATE queue SET token = gen_random_uuid(), attempt = 1, claimed_at = service_clock(),
          updated_at = service_clock(), expires_at = service_clock() + interval '30 s'
        WHERE task_id = ?
        """,
        id);
    assertThat(vitals().overdueLease()).isZero();
    database.moveClock(Duration.ofSeconds(630));
    assertThat(vitals().overdueLease()).isCloseTo(600, SOON);
  }

  @Test
  void tasksThatNobodyTakesAreDistinguishedByTheReason() {
    database.run("INSERT INTO handler (name, paused, updated_at) VALUES ('Paused', true, now())");
    database.aTask().of("Served").dueIn(Duration.ofSeconds(-100)).insert();
    database.aTask().of("Served").withPriority(9).dueIn(Duration.ofSeconds(-50)).insert();
    database.aTask().of("Nobodys").dueIn(Duration.ofSeconds(-200)).insert();
    database.aTask().of("Paused").dueIn(Duration.ofSeconds(-300)).insert();
    database.aTask().of("Later").dueIn(Duration.ofDays(1)).insert();
    database.run(
        "INSERT INTO serving (handler, holder, remote, seen_at) SELECT h, 'n', false, service_clock()"
            + " FROM unnest('{Served,Paused,Later}'::text[]) AS h");
    Vitals vitals = vitals();
    assertThat(vitals.dueServed()).isCloseTo(100, SOON);
    assertThat(vitals.dueUnserved()).isCloseTo(200, SOON);
    assertThat(vitals.duePaused()).isCloseTo(300, SOON);
  }

  @Test
  void changesOfTotalsAreCountedUntilTheyAreFolded() {
    database.aTask().insert();
    database.aTask().insert();
    assertThat(vitals().unfolded()).isEqualTo(2);
    database.run("DELETE FROM task_count_delta");
    assertThat(vitals().unfolded()).isZero();
  }

  @Test
  void anAnswerThatIsKeptForTooLongIsReported() {
    database.run(
        "INSERT INTO idempotency (scope, key, body_hash, status, body, created_at)"
            + " VALUES ('s', 'k', '', 201, '{}', service_clock())");
    database.moveClock(Duration.ofHours(23));
    assertThat(vitals().overdueAnswers()).isZero();
    database.moveClock(Duration.ofHours(3));
    assertThat(vitals().overdueAnswers()).isCloseTo(7_200, SOON);
  }

  @Test
  void busyTablesAreVacuumedEarlyAndWhereNotThatIsReported() {
    for (String table : TakeVitals.BUSY) {
      assertThat(
              database.one(
                  "SELECT option_value FROM pg_class, pg_options_to_table(reloptions)"
                      + " WHERE oid = ?::regclass AND option_name = 'autovacuum_vacuum_scale_factor'",
                  table))
          .as(table)
          .isIn("0", "0.01", "0.02");
    }
    database.run("ALTER TABLE queue SET (autovacuum_enabled = off)");
    database.run("ALTER TABLE serving SET (autovacuum_enabled = false)");
    assertThat(vitals().withoutAutovacuum()).isEqualTo(2);
  }

  @Test
  void deadRowsAreReportedByTable() {
    database.run("ALTER TABLE idempotency SET (autovacuum_enabled = off)");
    database.run(
        "INSERT INTO idempotency (scope, key, body_hash, status, body, created_at)"
            + " SELECT 's', n::text, '', 201, '{}', now() FROM generate_series(1, 500) AS n;"
            + "DELETE FROM idempotency");
    // PostgreSQL gathers them when the session has gone
    Map<String, Double> dead =
        Eventually.seen(
            "dead rows are counted",
            () -> vitals().deadRows(),
            rows -> rows.get("idempotency") >= 500);
    assertThat(dead).containsEntry("idempotency", 500.0).containsEntry("queue", 0.0);
  }

  private Vitals vitals() {
    TakeVitals take = new TakeVitals();
    take.sql = database.sql();
    return take.take();
  }
}
