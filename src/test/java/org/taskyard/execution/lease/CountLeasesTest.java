package org.taskyard.execution.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.secrecy.TestSecrecy;
import org.taskyard.support.TestDatabase;

/** The counters say what runs and what waits, whatever happened, as counting the rows would. */
class CountLeasesTest {

  private static final String TWO_HANDLERS =
      "INSERT INTO handler (name, updated_at) SELECT unnest(ARRAY['A', 'B']), service_clock()";

  private static final String BY_COUNTERS =
      """
      SELECT string_agg(concat_ws(' ', handler, status, total), ', ' ORDER BY handler, status)
      FROM (SELECT handler, status, sum(total) AS total FROM task_total GROUP BY handler, status) AS sums
      WHERE total <> 0
      """;

  private static final String BY_ROWS =
      """
      SELECT string_agg(concat_ws(' ', handler, status, total), ', ' ORDER BY handler, status)
      FROM (SELECT t.handler, shown_status(t.status, l.task_id) AS status, count(*) AS total
            FROM task t LEFT JOIN lease l USING (task_id)
            GROUP BY t.handler, shown_status(t.status, l.task_id)) AS sums
      """;

  private static final String BY_HANDLER =
      """
      SELECT string_agg(concat_ws(' ', handler, pending, running, completed, failed, cancelled), ', ' ORDER BY handler)
      FROM handler_tasks
      """;

  private final TestDatabase database = TestDatabase.create();
  private final ExchangeTasks tasks = new ExchangeTasks();

  @BeforeEach
  void begin() {
    tasks.sql = database.sql();
    tasks.sealing = TestSecrecy.noSealing();
    database.run(TWO_HANDLERS);
  }

  private List<ClaimedTask> claim(int most) {
    return tasks.exchange(List.of(), new Wish(List.of("A"), most, "node", null)).claimed();
  }

  private void waiting(int number) {
    for (int i = 0; i < number; i++) {
      database.aTask().insert();
    }
  }

  private void expect(String counters) {
    assertThat(database.one(BY_COUNTERS)).isEqualTo(counters).isEqualTo(database.one(BY_ROWS));
  }

  @Test
  void aClaimedTaskRunsAndNoLongerWaits() {
    waiting(3);
    expect("A pending 3");

    claim(2);

    expect("A pending 1, A running 2");
    assertThat(database.one(BY_HANDLER)).isEqualTo("A 1 2 0 0 0");
  }

  @Test
  void everyEndOfARunIsCounted() {
    waiting(5);
    List<ClaimedTask> runs = claim(5);
    Failure failure = new Failure("IOException", "no route", true);
    database.run(
        "UPDATE queue SET cancel_requested = true WHERE task_id = ?", runs.get(4).taskId());

    tasks.exchange(
        List.of(
            new Ending.Completed(runs.get(0).run().report(), null),
            new Ending.Failed(runs.get(1).run().report(), failure, null),
            new Ending.Retried(runs.get(2).run().report(), failure, Duration.ZERO),
            new Ending.Released(runs.get(3).run().report()),
            new Ending.Failed(runs.get(4).run().report(), failure, null)),
        Wish.NONE);

    expect("A cancelled 1, A completed 1, A failed 1, A pending 2");
    assertThat(database.one(BY_HANDLER)).isEqualTo("A 2 0 1 1 1");
  }

  @Test
  void aHeartbeatChangesNoCounter() {
    waiting(1);
    claim(1);
    String before = database.one("SELECT count(*) FROM task_count_delta");

    database.run("UPDATE queue SET expires_at = expires_at + interval '1 s', progress = 7");

    expect("A running 1");
    assertThat(database.one("SELECT count(*) FROM task_count_delta")).isEqualTo(before);
  }

  @Test
  void aRunningTaskThatIsGivenToAnotherHandlerOrDeletedIsCountedThere() {
    waiting(2);
    List<ClaimedTask> runs = claim(2);

    database.run("UPDATE task SET handler = 'B' WHERE task_id = ?", runs.get(0).taskId());
    expect("A running 1, B running 1");

    database.run("DELETE FROM task WHERE task_id = ?", runs.get(0).taskId());
    database.run("UPDATE queue SET token = NULL, expires_at = NULL");
    expect("A pending 1");
  }
}
