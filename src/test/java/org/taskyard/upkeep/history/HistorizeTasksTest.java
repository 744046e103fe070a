package org.taskyard.upkeep.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.TestDatabase;
import org.taskyard.upkeep.history.HistorizeTasks.Piece;
import org.taskyard.upkeep.history.HistorizeTasks.Place;

class HistorizeTasksTest {

  private static final Duration WEEK = Duration.ofDays(7);

  private static TestDatabase database;

  private final HistorizeTasks historize = new HistorizeTasks();
  private final AddHistoryMonths addMonths = new AddHistoryMonths();

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @BeforeEach
  void begin() {
    database.run("DELETE FROM task");
    historize.sql = database.sql();
    addMonths.sql = database.sql();
  }

  @ParameterizedTest
  @ValueSource(strings = {"completed", "failed", "cancelled"})
  void aTaskIsHistoryOnceItWasFinishedLongEnoughAgo(String status) {
    UUID task = finished(status);
    pass(Duration.ofDays(6).plusHours(23));
    assertThat(run(Place.START).moved()).isZero();
    pass(Duration.ofHours(2));
    assertThat(run(Place.START).moved()).isOne();
    assertThat(
            database.one(
                "SELECT historized_at > finished_at + interval '7 days' FROM task WHERE task_id = ?",
                task))
        .isEqualTo("t");
    assertThat(database.one("SELECT tableoid::regclass FROM task WHERE task_id = ?", task))
        .isEqualTo(
            database.one("SELECT to_char(service_clock() AT TIME ZONE 'UTC', '\"task_\"YYYYMM')"));
  }

  @Test
  void whatIsNotFinishedStaysHoweverOldItIs() {
    database.aTask().insert();
    UUID running = database.aTask().insert();
    database.run(
        """
        UPDATE queue SET token = gen_random_uuid(), attempt = 1, claimed_at = service_clock(),
          updated_at = service_clock(), expires_at = 'infinity'
        WHERE task_id = ?
        """,
        running);
    pass(Duration.ofDays(400));
    assertThat(run(Place.START).moved()).isZero();
    assertThat(database.one("SELECT count(*) FROM task_live")).isEqualTo("2");
    assertThat(database.one("SELECT count(*) FROM queue")).isEqualTo("2");
  }

  @Test
  void ageCountsFromTheEndNotFromTheBeginning() {
    UUID task = database.aTask().insert();
    pass(Duration.ofDays(30));
    finish(task, "completed");
    assertThat(run(Place.START).moved()).isZero();
  }

  @Test
  void manyAreMovedAPieceAtATimeAndNoneIsLeft() {
    int many = 2 * HistorizeTasks.BATCH + 1;
    database.run(
        """
        INSERT INTO task (task_id, created_at, updated_at, finished_at, status, handler, max_attempts)
        SELECT gen_random_uuid(), now - n * interval '1 minute', now, now, CASE WHEN n % 2 = 0 THEN 'completed' ELSE 'failed' END, 'A', 1
        FROM generate_series(1, ?) AS n, (SELECT service_clock() AS now) AS clock
        """,
        many);
    database.aTask().insert();
    pass(Duration.ofDays(8));

    int moved = 0;
    double age = Double.MAX_VALUE;
    for (Place place = Place.START; place != null; ) {
      Piece piece = run(place);
      assertThat(piece.moved()).isLessThanOrEqualTo(HistorizeTasks.BATCH);
      assertThat(piece.lastAge()).isBetween(0.0, piece.firstAge());
      assertThat(piece.firstAge()).isLessThanOrEqualTo(age);
      age = piece.lastAge();
      moved += piece.moved();
      place = piece.end();
    }

    assertThat(moved).isEqualTo(many);
    assertThat(database.one("SELECT count(*) FROM task_live")).isEqualTo("1");
    assertThat(database.one("SELECT sum(total) FROM task_total WHERE historized"))
        .isEqualTo("" + many);
    assertThat(database.one("SELECT sum(total) FROM task_total WHERE NOT historized"))
        .isEqualTo("1");
  }

  @Test
  void aTaskThatSomebodyHoldsIsPassedOverAndNobodyWaits() throws SQLException {
    UUID held = finished("failed");
    finished("failed");
    pass(Duration.ofDays(8));
    try (Connection other = database.source().getConnection();
        PreparedStatement lock =
            other.prepareStatement("SELECT 1 FROM task WHERE task_id = ? FOR UPDATE")) {
      other.setAutoCommit(false);
      lock.setObject(1, held);
      lock.execute();
      assertThat(run(Place.START).moved()).isOne();
      other.rollback();
    }
    assertThat(run(Place.START).moved()).isOne();
  }

  private Piece run(Place start) {
    return historize.historize(WEEK, start);
  }

  private void pass(Duration time) {
    database.moveClock(time);
    addMonths.run();
  }

  private static UUID finished(String status) {
    UUID task = database.aTask().insert();
    finish(task, status);
    return task;
  }

  private static void finish(UUID task, String status) {
    database.run(
        "UPDATE task SET status = ?, finished_at = service_clock() WHERE task_id = ?",
        status,
        task);
  }
}
