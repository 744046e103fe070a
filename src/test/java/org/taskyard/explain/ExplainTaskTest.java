package org.taskyard.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Owner;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.Failure;
import org.taskyard.explain.Explanation.Blocker;
import org.taskyard.explain.Explanation.Reason;
import org.taskyard.support.TestDatabase;
import org.taskyard.task.TaskErrors.TaskNotFound;

/** Each reason is made, seen and cured; then the claim of the engine takes the task. */
class ExplainTaskTest {

  private static TestDatabase database;
  private static ExplainedQueue queue;

  @BeforeAll
  static void create() {
    queue = new ExplainedQueue();
    database = queue.database;
  }

  @BeforeEach
  void begin() {
    queue.begin();
  }

  @Test
  void aTaskIsNotDueUntilItsTimeHasCome() {
    UUID id = database.aTask().dueIn(Duration.ofMinutes(10)).insert();
    Reason reason = queue.only(id, "not_due");
    assertThat(Duration.between(queue.explain(id).at(), reason.until()))
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    assertThat(reason.text()).contains("run_at to null");
    queue.waits();
    database.moveClock(Duration.ofMinutes(10));
    database.run("UPDATE serving SET seen_at = service_clock()");
    queue.runs(id);
  }

  @Test
  void aTaskWaitsAfterAFailedAttemptAndClearingRunAtCuresIt() {
    UUID id = database.aTask().insert();
    ClaimedTask claimed = queue.claim("node", 1, "A").get(0);
    Failure failure = new Failure("IOException", "secret", true);
    queue.end(new Ending.Retried(claimed.run().report(), failure, Duration.ofMinutes(5)));
    Reason reason = queue.only(id, "backoff");
    assertThat(reason.text()).startsWith("Attempt 1 of 5 failed (IOException), and the next");
    assertThat(reason.text()).doesNotContain("secret");
    assertThat(Duration.between(reason.since(), reason.until())).isEqualTo(Duration.ofMinutes(5));
    queue.waits();
    database.run("UPDATE task SET run_at = NULL WHERE task_id = ?", id);
    queue.runs(id);
  }

  @Test
  void aTaskThatItsHandlerPutOffIsSaidToBe() {
    UUID id = database.aTask().insert();
    ClaimedTask claimed = queue.claim("node", 1, "A").get(0);
    Failure why = new Failure("RetryLater", "not yet", true);
    queue.end(new Ending.PutOff(claimed.run().report(), why, Duration.ofMinutes(5)));
    assertThat(queue.only(id, "backoff").text()).startsWith("Its handler put it off.");
  }

  @Test
  void aPausedHandlerIsNamedWithTheMomentOfItsPause() {
    UUID id = database.aTask().insert();
    database.run("UPDATE handler SET paused = true WHERE name = 'A'");
    assertThat(queue.only(id, "handler_paused").since()).isNull();
    database.run(
        """
        INSERT INTO audit (action, target_kind, target_id, principal_kind, after, at)
        VALUES ('handler.update', 'handler', 'A', 'nobody', '{"paused": true}', service_clock() - interval '1 s')
        """);
    Reason reason = queue.only(id, "handler_paused");
    assertThat(reason.blockedBy()).containsExactly(new Blocker("handler", "A"));
    assertThat(reason.since()).isBefore(queue.explain(id).at());
    queue.waits();
    database.run("UPDATE handler SET paused = false WHERE name = 'A'");
    queue.runs(id);
  }

  @Test
  void aHandlerThatNobodyKnowsIsNamed() {
    UUID id = database.aTask().of("Typo").insert();
    assertThat(queue.only(id, "handler_unknown").text()).contains("Check the name");
    assertThat(queue.claim("node", 10, "A", "B", "Typo")).isEmpty();
    queue.known("Typo");
    queue.serves("Typo", "node", 2);
    assertThat(queue.codes(id)).containsExactly("expected");
    assertThat(queue.claim("node", 10, "A", "B", "Typo")).hasSize(1);
  }

  @Test
  void aHandlerThatNobodyServesNowIsNamedWithTheMomentWhenItLastWas() {
    UUID id = database.aTask().insert();
    database.run("UPDATE serving SET seen_at = seen_at - interval '31 s' WHERE handler = 'A'");
    Reason reason = queue.only(id, "nobody_serves");
    assertThat(Duration.between(reason.since(), queue.explain(id).at()).toSeconds())
        .isGreaterThanOrEqualTo(31);
    database.run("DELETE FROM serving WHERE handler = 'A'");
    assertThat(queue.only(id, "nobody_serves").since()).isNull();
    queue.serves("A", "node", 2);
    queue.runs(id);
  }

  @Test
  void allReasonsThatHoldAreListed() {
    UUID id = database.aTask().dueIn(Duration.ofMinutes(10)).insert();
    database.run("UPDATE handler SET paused = true WHERE name = 'A'");
    database.run("DELETE FROM serving WHERE handler = 'A'");
    assertThat(queue.codes(id)).containsExactly("handler_paused", "nobody_serves", "not_due");
  }

  @Test
  void aRunningTaskIsExplainedByItsHolderAndLease() {
    UUID id = database.aTask().insert();
    queue.claim("node", 1, "A");
    Reason reason = queue.only(id, "running");
    assertThat(queue.explain(id).status()).isEqualTo("running");
    assertThat(reason.text()).startsWith("Attempt 1 of 5 runs at node");
    assertThat(Duration.between(reason.since(), reason.until())).isEqualTo(Duration.ofSeconds(30));
    database.run("UPDATE queue SET cancel_requested = true");
    assertThat(queue.codes(id)).containsExactly("running", "cancel_requested");
    database.moveClock(Duration.ofSeconds(31));
    assertThat(queue.codes(id)).containsExactly("running", "cancel_requested", "lease_expired");
  }

  @Test
  void aFinishedTaskHasOneReasonThatSaysSo() {
    UUID id = database.aTask().insert();
    queue.complete(queue.claim("node", 1, "A").get(0));
    assertThat(queue.only(id, "finished").text()).isEqualTo("It is completed.");
    database.run("UPDATE task SET status = 'failed', error = '{\"type\": \"Timeout\"}'");
    assertThat(queue.only(id, "finished").text())
        .startsWith("It has failed (Timeout). To run it again");
    database.run(
        "UPDATE task SET historized_at = now(), history_month = date_trunc('month', now())::date");
    assertThat(queue.only(id, "finished").text()).contains("It is in history");
    assertThat(queue.only(id, "finished").since()).isNotNull();
  }

  @Test
  void anothersTaskIsNotFound() {
    UUID id = database.aTask().insert();
    for (Owner other : List.of(Owner.of("somebody"), Owner.of("acme", null))) {
      assertThatThrownBy(() -> queue.explain(id, other)).isInstanceOf(TaskNotFound.class);
    }
    database.run("UPDATE task SET tenant = 'acme', user_id = 'ann'");
    for (Owner other : List.of(Owner.of("ann"), Owner.of("acme", "bob"), Owner.of("x", "ann"))) {
      assertThatThrownBy(() -> queue.explain(id, other)).isInstanceOf(TaskNotFound.class);
    }
    for (Owner own : List.of(Owner.of("acme", "ann"), Owner.of("acme", null), Owner.ANYBODY)) {
      assertThat(queue.explain(id, own).taskId()).isEqualTo(id);
    }
  }

  @Test
  void aMaskedFailureIsNotNamed() {
    UUID id = database.aTask().insert();
    ClaimedTask claimed = queue.claim("node", 1, "A").get(0);
    Failure failure = new Failure("IOException", "secret", true);
    queue.end(new Ending.Retried(claimed.run().report(), failure, Duration.ofMinutes(5)));
    database.run("UPDATE handler SET masked = '[\"error.type\"]' WHERE name = 'A'");
    assertThat(queue.explain(id, Owner.ANYBODY).reasons().get(0).text())
        .startsWith("Attempt 1 of 5 failed (***), and the next");
    assertThat(queue.explain(id).reasons().get(0).text()).contains("(IOException)");
  }
}
