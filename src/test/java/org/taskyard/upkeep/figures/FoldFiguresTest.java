package org.taskyard.upkeep.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.execution.figures.RunFigures;
import org.taskyard.support.TestDatabase;

/** On a database whose clock stands still, at half past ten. */
class FoldFiguresTest {

  private final TestDatabase database = TestDatabase.create();
  private final FoldFigures chore = new FoldFigures();

  @BeforeEach
  void stopClock() {
    chore.sql = database.sql();
    database.run(
        "CREATE OR REPLACE FUNCTION service_clock() RETURNS timestamptz LANGUAGE sql"
            + " AS $$SELECT '2026-11-24T10:30:00Z'::timestamptz$$");
  }

  private void figure(int minutes, String at, String handler, int bucket, int count) {
    database.run(
        "INSERT INTO run_figure (minutes, at, handler, measure, bucket, count) VALUES (?, ?::timestamptz, ?, 'run_time', ?, ?)",
        minutes,
        at,
        handler,
        bucket,
        count);
  }

  private String rows() {
    return database.one(
        """
        SELECT string_agg(concat_ws(' ', minutes, to_char(at AT TIME ZONE 'UTC', 'DD HH24:MI'), handler, bucket, count), ', '
                          ORDER BY at, handler, bucket)
        FROM run_figure
        """);
  }

  @Test
  void minutesBecomeTenMinutesOnceTheyAreOldEnough() {
    figure(1, "2026-11-24T08:51:00Z", "A", 20, 1);
    figure(1, "2026-11-24T08:59:00Z", "A", 20, 2);
    figure(1, "2026-11-24T08:59:00Z", "A", 21, 4);
    figure(1, "2026-11-24T08:59:00Z", "B", 20, 8);
    figure(1, "2026-11-24T09:00:00Z", "A", 20, 16);
    chore.run();
    assertThat(rows())
        .isEqualTo(
            "10 24 08:50 A 20 3, 10 24 08:50 A 21 4, 10 24 08:50 B 20 8, 1 24 09:00 A 20 16");
    assertThat(chore.run()).isZero();
  }

  @Test
  void tenMinutesBecomeHoursAfterADayAndMore() {
    figure(10, "2026-11-23T07:50:00Z", "A", 20, 1);
    figure(10, "2026-11-23T07:00:00Z", "A", 20, 2);
    figure(10, "2026-11-23T08:00:00Z", "A", 20, 4);
    chore.run();
    assertThat(rows()).isEqualTo("60 23 07:00 A 20 3, 10 23 08:00 A 20 4");
  }

  @Test
  void minutesThatNobodyFoldedForDaysBecomeHours() {
    figure(1, "2026-11-20T07:51:00Z", "A", 20, 1);
    figure(1, "2026-11-20T07:01:00Z", "A", 20, 2);
    chore.run();
    assertThat(rows()).isEqualTo("60 20 07:00 A 20 3");
  }

  @Test
  void whatIsOlderThanEightDaysIsForgotten() {
    figure(60, "2026-11-16T10:00:00Z", "A", 20, 1);
    figure(60, "2026-11-16T11:00:00Z", "A", 20, 2);
    chore.run();
    assertThat(rows()).isEqualTo("60 16 11:00 A 20 2");
  }

  @Test
  void theHandlersWithTheMostKeepTheirOwnFiguresAndTheRestIsSummedUp() {
    for (int i = 0; i < RunFigures.MOST + 50; i++) {
      figure(1, "2026-11-24T08:51:00Z", "Handler-" + i, 20, 1);
    }
    figure(1, "2026-11-24T08:51:00Z", "Zealous", 20, 1_000);
    chore.run();
    assertThat(database.one("SELECT count(DISTINCT handler) FROM run_figure"))
        .isEqualTo(Integer.toString(RunFigures.MOST + 1));
    assertThat(database.one("SELECT sum(count) FROM run_figure WHERE handler = 'other'"))
        .isEqualTo("51");
    assertThat(database.one("SELECT sum(count) FROM run_figure WHERE handler = 'Zealous'"))
        .isEqualTo("1000");
  }

  @Test
  void oneFoldsAtATime() throws SQLException {
    figure(1, "2026-11-24T08:51:00Z", "A", 20, 1);
    try (Connection other = database.source().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT pg_advisory_xact_lock(hashtext('taskyard fold figures'))");
      assertThat(chore.run()).isZero();
      other.rollback();
    }
    assertThat(chore.run()).isEqualTo(1);
  }
}
