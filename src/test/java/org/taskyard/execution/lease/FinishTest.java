package org.taskyard.execution.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.database.StatementFailed;
import org.taskyard.secrecy.TestSecrecy;
import org.taskyard.support.TestDatabase;

class FinishTest {

  private static final Failure FAILURE = new Failure("IOException", "no route", true);

  private static TestDatabase database;
  private final ExchangeTasks tasks = new ExchangeTasks();

  @BeforeAll
  static void createDatabase() {
    database = TestDatabase.create();
    database.run("INSERT INTO handler (name, updated_at) VALUES ('A', service_clock())");
  }

  @BeforeEach
  void empty() {
    tasks.sql = database.sql();
    tasks.sealing = TestSecrecy.noSealing();
    database.run("DELETE FROM task");
  }

  private ClaimedTask claimed() {
    return tasks.exchange(List.of(), new Wish(List.of("A"), 1, "node", null)).claimed().get(0);
  }

  private ClaimedTask running() {
    database.aTask().insert();
    return claimed();
  }

  private boolean end(Ending ending) {
    return tasks.exchange(List.of(ending), Wish.NONE).ended().containsKey(ending.token());
  }

  private static String task(ClaimedTask task, String columns) {
    return database.one("SELECT " + columns + " FROM task WHERE task_id = ?", task.taskId());
  }

  private static String queue(ClaimedTask task, String columns) {
    return database.one("SELECT " + columns + " FROM queue WHERE task_id = ?", task.taskId());
  }

  @Test
  void aCompletedTaskHasItsResponseAndLeavesTheQueue() {
    ClaimedTask run = running();
    database.run(
        "UPDATE task SET error = '{}', response_text = '1' WHERE task_id = ?", run.taskId());

    assertThat(end(new Ending.Completed(run.run().report(), "{\"n\": 1.50}"))).isTrue();

    assertThat(task(run, "(status, attempt, response, response_text, error)"))
        .isEqualTo("(completed,1,\"{\"\"n\"\": 1.50}\",,)");
    assertThat(task(run, "updated_at = finished_at AND started_at < finished_at")).isEqualTo("t");
    assertThat(queue(run, "1")).isNull();
  }

  @Test
  void aFailedTaskHasItsErrorAndLeavesTheQueue() {
    ClaimedTask run = running();

    assertThat(end(new Ending.Failed(run.run().report(), FAILURE, null))).isTrue();

    assertThat(task(run, "(status, attempt)")).isEqualTo("(failed,1)");
    assertThat(task(run, "error"))
        .isEqualTo("{\"type\": \"IOException\", \"message\": \"no route\", \"retryable\": true}");
    assertThat(queue(run, "1")).isNull();
  }

  @Test
  void aRetriedTaskIsDueAgainAfterItsWaitAndCountsTheAttempt() {
    ClaimedTask run = running();

    assertThat(end(new Ending.Retried(run.run().report(), FAILURE, Duration.ofSeconds(90))))
        .isTrue();

    assertThat(task(run, "(status, attempt, error ->> 'type')"))
        .isEqualTo("(pending,1,IOException)");
    assertThat(task(run, "run_at - updated_at")).isEqualTo("00:01:30");
    assertThat(queue(run, "due_at")).isEqualTo(task(run, "run_at"));
    database.moveClock(Duration.ofSeconds(91));
    assertThat(claimed().attempt()).isEqualTo(2);
  }

  @Test
  void aTaskThatWasPutOffIsDueLaterAndCountsNoAttempt() {
    ClaimedTask run = running();

    end(new Ending.PutOff(run.run().report(), FAILURE, Duration.ofSeconds(5)));
    database.moveClock(Duration.ofSeconds(6));

    assertThat(task(run, "attempt")).isEqualTo("0");
    assertThat(claimed().attempt()).isEqualTo(1);
  }

  @Test
  void aTaskThatIsHandedBackIsAsIfItHadNotBeenClaimed() {
    ClaimedTask run = running();
    String before = task(run, "task");

    assertThat(end(new Ending.Released(run.run().report()))).isTrue();

    assertThat(task(run, "task")).isEqualTo(before);
    assertThat(claimed().attempt()).isEqualTo(1);
  }

  @Test
  void progressAndCheckpointSurviveARetry() {
    ClaimedTask run = running();
    database.run("UPDATE queue SET checkpoint = '{\"line\": 7}' WHERE task_id = ?", run.taskId());

    RunReport report = new RunReport(run.taskId(), run.token(), 40, "half", List.of());
    end(new Ending.Retried(report, FAILURE, Duration.ZERO));

    assertThat(task(run, "(progress, progress_message)")).isEqualTo("(40,half)");
    assertThat(queue(run, "(progress, progress_message)")).isEqualTo("(40,half)");
    assertThat(claimed().input().checkpoint()).isEqualTo("{\"line\": 7}");
  }

  @Test
  void anOldTokenChangesNothingWhateverItsHolderWants() {
    ClaimedTask old = running();
    end(new Ending.Released(old.run().report()));
    ClaimedTask current = claimed();
    String task = task(old, "task");
    String queue = queue(old, "queue");

    assertThat(end(new Ending.Completed(old.run().report(), "1"))).isFalse();
    assertThat(end(new Ending.Failed(old.run().report(), FAILURE, null))).isFalse();
    assertThat(end(new Ending.Retried(old.run().report(), FAILURE, Duration.ZERO))).isFalse();
    assertThat(end(new Ending.PutOff(old.run().report(), FAILURE, Duration.ZERO))).isFalse();
    assertThat(end(new Ending.Released(old.run().report()))).isFalse();

    assertThat(task(old, "task")).isEqualTo(task);
    assertThat(queue(old, "queue")).isEqualTo(queue);
    assertThat(end(new Ending.Completed(current.run().report(), "2"))).isTrue();
  }

  @Test
  void aResultIsAcceptedOnceOnly() {
    ClaimedTask run = running();

    assertThat(end(new Ending.Completed(run.run().report(), "1"))).isTrue();
    assertThat(end(new Ending.Completed(run.run().report(), "2"))).isFalse();
    assertThat(end(new Ending.Failed(run.run().report(), FAILURE, null))).isFalse();

    assertThat(task(run, "(status, response)")).isEqualTo("(completed,1)");
  }

  @Test
  void amongManyResultsTheLostOnesAreLeftOut() {
    ClaimedTask mine = running();
    ClaimedTask lost = running();
    ClaimedTask alsoMine = running();
    database.run("UPDATE queue SET token = ? WHERE task_id = ?", UUID.randomUUID(), lost.taskId());

    assertThat(
            tasks
                .exchange(
                    List.of(
                        new Ending.Completed(mine.run().report(), null),
                        new Ending.Completed(lost.run().report(), null),
                        new Ending.Retried(alsoMine.run().report(), FAILURE, Duration.ZERO)),
                    Wish.NONE)
                .ended())
        .containsOnlyKeys(mine.token(), alsoMine.token());
    assertThat(task(lost, "status")).isEqualTo("pending");
  }

  @Test
  void aTaskWhoseCancelWasAskedForEndsCancelledUnlessItIsDone() {
    for (Ending ending : endingsOf(running(), running(), running(), running())) {
      database.run("UPDATE queue SET cancel_requested = true WHERE task_id = ?", ending.taskId());
      assertThat(end(ending)).isTrue();
      assertThat(database.one("SELECT status FROM task WHERE task_id = ?", ending.taskId()))
          .isEqualTo("cancelled");
    }
    ClaimedTask done = running();
    database.run("UPDATE queue SET cancel_requested = true WHERE task_id = ?", done.taskId());
    assertThat(end(new Ending.Completed(done.run().report(), null))).isTrue();
    assertThat(task(done, "status")).isEqualTo("completed");
    assertThat(database.one("SELECT count(*) FROM queue")).isEqualTo("0");
  }

  private static List<Ending> endingsOf(
      ClaimedTask a, ClaimedTask b, ClaimedTask c, ClaimedTask d) {
    return List.of(
        new Ending.Failed(a.run().report(), FAILURE, null),
        new Ending.Retried(b.run().report(), FAILURE, Duration.ZERO),
        new Ending.PutOff(c.run().report(), FAILURE, Duration.ZERO),
        new Ending.Released(d.run().report()));
  }

  @Test
  void aResultThatCannotBeStoredIsTheFaultOfItsValues() {
    ClaimedTask run = running();

    assertThatThrownBy(() -> end(new Ending.Completed(run.run().report(), "{\"a\": \"\\u0000\"}")))
        .isInstanceOfSatisfying(
            StatementFailed.class, fault -> assertThat(fault.byValues()).isTrue());
    assertThat(queue(run, "token")).isEqualTo(run.token().toString());
  }

  @Test
  void theTotalsFollowEveryEnding() {
    ClaimedTask run = running();
    end(new Ending.Completed(run.run().report(), null));

    assertThat(
            database.one(
                "SELECT sum(total) FROM task_total WHERE handler = 'A' AND status = 'completed'"))
        .isEqualTo(database.one("SELECT count(*) FROM task WHERE status = 'completed'"));
    assertThat(
            database.one(
                "SELECT sum(total) FROM task_total WHERE status IN ('pending', 'running')"))
        .isEqualTo("0");
  }

  @Test
  void everyAttemptThatDidNotCompleteTheTaskLeavesARowAndTheOthersNone() {
    ClaimedTask first = running();
    end(new Ending.Retried(first.run().report(), FAILURE, Duration.ZERO));
    ClaimedTask second = claimed();
    end(new Ending.PutOff(second.run().report(), FAILURE, Duration.ZERO));
    ClaimedTask third = claimed();
    end(new Ending.Released(third.run().report()));
    ClaimedTask fourth = claimed();
    end(new Ending.Completed(fourth.run().report(), null));

    assertThat(
            database.one(
                "SELECT string_agg(concat_ws(' ', number, outcome, node, error ->> 'type'), ', ') FROM attempt WHERE task_id = ?",
                first.taskId()))
        .isEqualTo("1 failed node IOException");
    assertThat(task(first, "(status, attempt, node)")).isEqualTo("(completed,2,node)");
  }
}
