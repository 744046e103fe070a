package org.taskyard.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestBeans.Transaction;
import org.taskyard.support.TestDatabase;
import org.taskyard.task.Task;
import org.taskyard.task.TaskView;

class InstantConverterTest {

  private static TestDatabase database;
  private static TestBeans beans;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    beans = new TestBeans(database);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "1400-02-28T23:30:00Z",
        "1400-03-01T00:00:00.000001Z",
        "1582-10-05T00:00:00Z",
        "1582-10-14T23:59:59.999999Z",
        "1893-03-31T23:30:00Z",
        "2024-02-29T12:00:00.120Z",
        "9999-12-31T23:59:59.999999Z",
        "+10000-01-01T00:00:00Z"
      })
  void theDatabaseKeepsTheMomentThatIsMeant(String text) {
    Instant moment = Instant.parse(text);
    UUID id = database.aTask().insert();
    // often enough for the driver to prepare the statement
    for (int i = 0; i < 10; i++) {
      write(id, moment);
      assertThat(
              database.one(
                  "SELECT (extract(epoch FROM run_at) * 1000000)::bigint FROM task WHERE task_id = ?",
                  id))
          .isEqualTo("" + (moment.getEpochSecond() * 1_000_000 + moment.getNano() / 1_000));
      assertThat(found(id, moment)).isEqualTo(moment);
    }
  }

  @Test
  void noMomentIsNull() {
    UUID id = database.aTask().insert();
    write(id, null);
    assertThat(database.one("SELECT count(*) FROM task WHERE task_id = ? AND run_at IS NULL", id))
        .isEqualTo("1");
  }

  private static void write(UUID id, Instant moment) {
    try (Transaction transaction = beans.begin()) {
      transaction
          .manager()
          .createQuery("UPDATE Task t SET t.runAt = :moment WHERE t.taskId = :id")
          .setParameter("moment", moment)
          .setParameter("id", id)
          .executeUpdate();
      transaction.commit();
    }
  }

  private static Instant found(UUID id, Instant moment) {
    try (Transaction transaction = beans.begin()) {
      Task task =
          transaction
              .manager()
              .createQuery(
                  "SELECT t FROM Task t WHERE t.taskId = :id AND t.runAt = :moment", Task.class)
              .setParameter("moment", moment)
              .setParameter("id", id)
              .getSingleResult();
      return TaskView.of(task, null).runAt();
    }
  }
}
