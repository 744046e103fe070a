package org.taskyard.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

class ForgetOperationsTest {

  private static TestDatabase database;
  private final ForgetOperations forget = new ForgetOperations();

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @BeforeEach
  void begin() {
    forget.sql = database.sql();
    database.run("DELETE FROM operation");
    database.run("DELETE FROM operation_item");
    database.run("DELETE FROM task");
  }

  private static void operation(UUID id, String expiresIn) {
    database.run(
        """
        INSERT INTO operation (operation_id, previewed_at, expires_at, matched, previewed_by, request)
        VALUES (?, service_clock(), service_clock() + ?::interval, 1, 'somebody', '{}')
        """,
        id,
        expiresIn);
  }

  private static void items(UUID operation, int count) {
    database.run(
        """
        INSERT INTO operation_item (operation_id, task_id, at, outcome)
        SELECT ?, gen_random_uuid(), service_clock(), 'done' FROM generate_series(1, ?)
        """,
        operation,
        count);
  }

  private static String operations() {
    return database.one("SELECT count(*) FROM operation");
  }

  @Test
  void aPreviewIsForgottenWhenItsTimeIsOver() {
    operation(UUID.randomUUID(), "10 minutes");
    assertThat(forget.run()).isZero();
    database.moveClock(Duration.ofMinutes(11));
    assertThat(forget.run()).isEqualTo(1);
    assertThat(operations()).isEqualTo("0");
  }

  @Test
  void anOperationIsKeptWithItsItemsAsLongAsItsTaskIsThereAlsoInHistory() {
    UUID id = database.aTask().insert();
    operation(id, null);
    items(id, 3);
    assertThat(forget.run()).isZero();
    database.historize(id, database.one("SELECT date_trunc('month', service_clock())::date"));
    assertThat(forget.run()).isZero();
    database.run("DELETE FROM task");
    assertThat(forget.run()).isEqualTo(4);
    assertThat(operations()).isEqualTo("0");
    assertThat(database.one("SELECT count(*) FROM operation_item")).isEqualTo("0");
  }

  @Test
  void manyItemsGoInPiecesAndTheirOperationLast() {
    UUID id = UUID.randomUUID();
    operation(id, null);
    items(id, ForgetOperations.BATCH + 1);
    assertThat(forget.run()).isEqualTo(ForgetOperations.BATCH);
    assertThat(operations()).isEqualTo("1");
    assertThat(forget.pauseAfter(ForgetOperations.BATCH)).isZero();
    assertThat(forget.run()).isEqualTo(2);
    assertThat(forget.pauseAfter(2)).isEqualTo(Duration.ofMinutes(5));
  }
}
