package org.taskyard.upkeep.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.observe.Metrics;
import org.taskyard.support.PrometheusText;
import org.taskyard.support.TestDatabase;
import org.taskyard.task.TaskStatus;

class TakeHandlerFiguresTest {

  private static TestDatabase database;
  private final TakeHandlerFigures chore = new TakeHandlerFigures();

  @BeforeAll
  static void createDatabase() {
    database = TestDatabase.create();
    database.run("INSERT INTO handler (name, updated_at) SELECT 'Known', service_clock()");
  }

  @BeforeEach
  void empty() {
    chore.sql = database.sql();
    chore.board = new HandlerBoard();
    chore.board.metrics = new Metrics();
    chore.board.announce(null);
    database.run("DELETE FROM task");
  }

  private Map<String, Double> series() {
    return PrometheusText.read(chore.board.metrics.text());
  }

  @Test
  void eachHandlerHasItsCountsByStatusAndItsOldestDueTask() {
    database.aTask().of("Known").dueIn(Duration.ofHours(-1)).insert();
    database.aTask().of("Known").dueIn(Duration.ofHours(1)).insert();
    chore.run();
    assertThat(series())
        .containsEntry("taskyard_tasks{handler=\"Known\",status=\"pending\"}", 2.0)
        .containsEntry("taskyard_tasks{handler=\"Known\",status=\"failed\"}", 0.0)
        .hasEntrySatisfying(
            "taskyard_handler_oldest_due_seconds{handler=\"Known\"}",
            seconds -> assertThat(seconds).isBetween(3_600.0, 3_700.0));
    assertThat(chore.board.handlers()).containsExactly("Known");
    assertThat(chore.board.total(TaskStatus.PENDING)).isEqualTo(2);
  }

  @Test
  void handlersBeyondTheMostAreSummedUpAndThoseThatAreConfiguredComeFirst() {
    for (String handler : List.of("A", "B", "C", "other")) {
      database.aTask().of(handler).insert();
    }
    chore.board.saw(chore.take(2));
    assertThat(chore.board.handlers()).containsExactly("A", "Known");
    assertThat(series()).containsEntry("taskyard_tasks{handler=\"other\",status=\"pending\"}", 3.0);
  }

  @Test
  void aHandlerNamedOtherIsNoSeriesOfItsOwn() {
    database.aTask().of("other").insert();
    chore.run();
    assertThat(chore.board.handlers()).containsExactly("Known");
    assertThat(series()).containsEntry("taskyard_tasks{handler=\"other\",status=\"pending\"}", 1.0);
  }
}
