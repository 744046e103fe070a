package org.taskyard.execution.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.secrecy.TestSecrecy;
import org.taskyard.support.TestDatabase;

class FindDueTest {

  private static TestDatabase database;
  private final FindDue findDue = new FindDue();

  @BeforeAll
  static void createDatabase() {
    database = TestDatabase.create();
    database.run(
        "INSERT INTO handler (name, updated_at) SELECT unnest(ARRAY['A', 'B', 'C']), service_clock()");
  }

  @BeforeEach
  void empty() {
    findDue.sql = database.sql();
    database.run("DELETE FROM task");
    database.run("UPDATE handler SET paused = false");
  }

  @Test
  void aHandlerHasDueTasksOnceTheTimeOfOneHasCome() {
    database.aTask().insert();
    database.aTask().of("B").withPriority(0).dueIn(Duration.ofMinutes(10)).insert();

    assertThat(findDue.among(List.of("A", "B", "C"))).containsExactly("A");
    assertThat(findDue.among(List.of("B"))).isEmpty();

    database.moveClock(Duration.ofMinutes(10));
    assertThat(findDue.among(List.of("A", "B", "C"))).containsExactlyInAnyOrder("A", "B");
  }

  @Test
  void aHandlerThatIsPausedOrUnknownHasNone() {
    database.aTask().insert();
    database.aTask().of("Unknown").insert();
    database.run("UPDATE handler SET paused = true WHERE name = 'A'");

    assertThat(findDue.among(List.of("A", "Unknown"))).isEmpty();
  }

  @Test
  void aTaskThatRunsIsNotDue() {
    database.aTask().insert();
    ExchangeTasks tasks = new ExchangeTasks();
    tasks.sql = database.sql();
    tasks.sealing = TestSecrecy.noSealing();
    tasks.exchange(List.of(), new Wish(List.of("A"), 1, "node", null));

    assertThat(findDue.among(List.of("A"))).isEmpty();
  }
}
