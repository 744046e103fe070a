package org.taskyard.upkeep.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.access.audit.Authors;
import org.taskyard.settings.Settings;
import org.taskyard.support.TestDatabase;
import org.taskyard.task.TaskInput;
import org.taskyard.task.create.SubmitTasks;

class StartHistorizingTest {

  private static TestDatabase database;

  private final List<UUID> created = new ArrayList<>();
  private final StartHistorizing start = new StartHistorizing();

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @BeforeEach
  void begin() {
    database.run("DELETE FROM task");
    start.sql = database.sql();
    start.authors = new Authors();
    start.settings = with();
    start.submit = new Submitted();
  }

  @Test
  void nothingIsStartedWhileThereIsNothingToDo() {
    UUID task = database.aTask().insert();
    database.moveClock(Duration.ofDays(30));
    finish(task);
    assertThat(start.run()).isZero();
    assertThat(created).isEmpty();
  }

  @Test
  void oneTaskIsStartedInAnHourHoweverManyNodesLook() {
    finish(database.aTask().insert());
    database.moveClock(Duration.ofDays(8));
    toTheHour();
    assertThat(start.run()).isOne();
    assertThat(start.run()).isZero();
    database.moveClock(Duration.ofMinutes(59));
    assertThat(start.run()).isZero();
    database.moveClock(Duration.ofMinutes(1));
    assertThat(start.run()).isOne();
    assertThat(created).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void noneIsStartedWhileOneWaitsOrRuns() {
    finish(database.aTask().insert());
    database.moveClock(Duration.ofDays(8));
    UUID waiting = database.aTask().of(HistorizeHandler.NAME).insert();
    assertThat(start.run()).isZero();
    database.run(
        """
        UPDATE queue SET token = gen_random_uuid(), attempt = 1, claimed_at = service_clock(),
          updated_at = service_clock(), expires_at = 'infinity'
        WHERE task_id = ?
        """,
        waiting);
    assertThat(start.run()).isZero();
    finish(waiting);
    assertThat(start.run()).isOne();
  }

  @Test
  void oldHistoryIsAReasonOnlyIfItIsToBeDropped() {
    database.run("SELECT add_history_month((service_clock() AT TIME ZONE 'UTC')::date)");
    database.moveClock(Duration.ofDays(62));
    assertThat(start.run()).isZero();
    start.settings = with("taskyard.purge.after", "400d");
    assertThat(start.run()).isZero();
    start.settings = with("taskyard.purge.after", "10d");
    assertThat(start.run()).isOne();
  }

  @Test
  void whoNeverHistorizesIsLeftAlone() {
    finish(database.aTask().insert());
    database.moveClock(Duration.ofDays(4_000));
    start.settings = with("taskyard.historize.after", "never");
    assertThat(start.run()).isZero();
  }

  private static void finish(UUID task) {
    database.run(
        "UPDATE task SET status = 'completed', finished_at = service_clock() WHERE task_id = ?",
        task);
  }

  private static void toTheHour() {
    String millis =
        database.one(
            """
            SELECT ceil(1000 * extract(epoch FROM date_trunc('hour', now) + interval '1 hour' - now))::bigint
            FROM (SELECT service_clock() AS now) AS clock
            """);
    database.moveClock(Duration.ofMillis(Long.parseLong(millis)));
  }

  private static Settings with(String... keyAndValue) {
    Map<String, String> given = new HashMap<>(Map.of("taskyard.auth", "none"));
    if (keyAndValue.length > 0) {
      given.put(keyAndValue[0], keyAndValue[1]);
    }
    return Settings.from(given::get);
  }

  /** Creates what is new to it, as the database does by its unique key. */
  private final class Submitted extends SubmitTasks {
    private final Set<UUID> known = new HashSet<>();

    @Override
    public Batch all(List<TaskInput> inputs) {
      UUID id = inputs.get(0).taskId();
      if (!known.add(id)) {
        return new Batch(List.of(id), Set.of(id), Map.of());
      }
      created.add(id);
      return new Batch(List.of(id), Set.of(), Map.of());
    }
  }
}
