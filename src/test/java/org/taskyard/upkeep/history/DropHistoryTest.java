package org.taskyard.upkeep.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;
import org.taskyard.upkeep.history.DropHistory.Cleared;
import org.taskyard.upkeep.history.DropHistory.Hanging;

/** Each test has a database of its own: months are few, and once dropped they are gone. */
class DropHistoryTest {

  private static final Duration DAY = Duration.ofDays(1);

  private final TestDatabase database = TestDatabase.create();
  private final DropHistory history = new DropHistory();
  private final AddHistoryMonths addMonths = new AddHistoryMonths();

  @BeforeEach
  void begin() {
    history.sql = database.sql();
    addMonths.sql = database.sql();
  }

  @Test
  void aMonthIsDueOnceAllOfItIsOldEnough() {
    LocalDate month = monthNow();
    assertThat(history.due(Duration.ZERO)).isEmpty();
    toTheEndOfTheMonth();
    assertThat(history.due(Duration.ZERO)).containsExactly(month);
    assertThat(history.due(DAY)).isEmpty();
    database.moveClock(DAY);
    assertThat(history.due(DAY)).containsExactly(month);
    database.moveClock(Duration.ofDays(31));
    assertThat(history.due(DAY)).containsExactly(month, month.plusMonths(1));
  }

  @Test
  void aMonthIsDroppedWithItsTasksAndTotalsAndOthersStay() {
    LocalDate month = monthNow();
    historized(2);
    toTheEndOfTheMonth();
    historized(1);
    UUID live = database.aTask().insert();

    assertThat(history.drop(month)).isTrue();

    assertThat(database.one("SELECT count(*) FROM task WHERE history_month = ?", month))
        .isEqualTo("0");
    assertThat(database.one("SELECT count(*) FROM task WHERE history_month IS NOT NULL"))
        .isEqualTo("1");
    assertThat(database.one("SELECT sum(total) FROM task_total WHERE historized")).isEqualTo("1");
    assertThat(database.one("SELECT task_id FROM task_live")).isEqualTo(live.toString());
    assertThat(history.due(Duration.ZERO)).isEmpty();
    assertThat(history.drop(month)).isFalse();
  }

  @Test
  void filesOfTheMonthAreDeletedAFewAtATimeAndNoOthers() {
    LocalDate month = monthNow();
    UUID old = historized(1);
    for (int i = 0; i < Hanging.FILE.batch + 1; i++) {
      file(old);
    }
    toTheEndOfTheMonth();
    file(historized(1));
    file(database.aTask().insert());
    file(null);

    Cleared first = history.clear(month, Hanging.FILE, Cleared.NOTHING);
    assertThat(first.count()).isEqualTo(Hanging.FILE.batch);
    Cleared second = history.clear(month, Hanging.FILE, first);
    assertThat(second.count()).isOne();
    assertThat(history.clear(month, Hanging.FILE, second).count()).isZero();
    assertThat(database.one("SELECT count(*) FROM file")).isEqualTo("3");
    assertThat(database.one("SELECT count(*) FROM file_chunk")).isEqualTo("3");
  }

  @Test
  void attemptsOfTheMonthAndTheirLogAreClearedAndNoOthers() {
    LocalDate month = monthNow();
    attempt(historized(1));
    toTheEndOfTheMonth();
    attempt(historized(1));

    assertThat(history.clear(month, Hanging.ATTEMPT, Cleared.NOTHING).count()).isOne();
    assertThat(history.clear(month, Hanging.ATTEMPT_LOG, Cleared.NOTHING).count()).isOne();
    assertThat(database.one("SELECT count(*) FROM attempt")).isEqualTo("1");
    assertThat(database.one("SELECT count(*) FROM attempt_log")).isEqualTo("1");
  }

  @Test
  void aMonthThatIsReadStaysAndNobodyWaitsForLong() throws SQLException {
    assertStaysDuring("SELECT count(*) FROM task");
  }

  @Test
  void aMonthStaysWhileItsCountersChange() throws SQLException {
    assertStaysDuring("SELECT pg_advisory_xact_lock(hashtext('taskyard fold counts'))");
  }

  private void assertStaysDuring(String statement) throws SQLException {
    LocalDate month = monthNow();
    historized(1);
    toTheEndOfTheMonth();
    try (Connection other = database.source().getConnection();
        Statement running = other.createStatement()) {
      other.setAutoCommit(false);
      running.execute(statement);
      assertThat(history.drop(month)).isFalse();
      assertThat(history.due(Duration.ZERO)).containsExactly(month);
      other.rollback();
    }
    assertThat(history.drop(month)).isTrue();
  }

  private LocalDate monthNow() {
    addMonths.run();
    return LocalDate.parse(
        database.one("SELECT date_trunc('month', service_clock() AT TIME ZONE 'UTC')::date"));
  }

  /** A moment into the next month. */
  private void toTheEndOfTheMonth() {
    String seconds =
        database.one(
            """
            SELECT ceil(extract(epoch FROM date_trunc('month', now) + interval '1 month' - now))::bigint
            FROM (SELECT service_clock() AT TIME ZONE 'UTC' AS now) AS clock
            """);
    database.moveClock(Duration.ofSeconds(Long.parseLong(seconds)));
    addMonths.run();
  }

  private UUID historized(int count) {
    UUID task = null;
    for (int i = 0; i < count; i++) {
      task = database.aTask().insert();
      database.historize(task, monthNow());
    }
    return task;
  }

  private void file(UUID task) {
    UUID id = UUID.randomUUID();
    database.run(
        """
        INSERT INTO file (file_id, task_id, created_at, size, name, content_type, sha256)
        VALUES (?, ?, service_clock(), 1, 'x', 'text/plain', ?)
        """,
        id,
        task,
        new byte[32]);
    database.run("INSERT INTO file_chunk VALUES (?, 0, ?)", id, new byte[1]);
  }

  private void attempt(UUID task) {
    UUID token = UUID.randomUUID();
    database.run(
        """
        INSERT INTO attempt (task_id, token, started_at, ended_at, number, outcome)
        VALUES (?, ?, service_clock(), service_clock(), 1, 'failed')
        """,
        task,
        token);
    database.run(
        "INSERT INTO attempt_log (task_id, token, number, at, line) VALUES (?, ?, 1, service_clock(), 'x')",
        task,
        token);
  }
}
