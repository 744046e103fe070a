package org.taskyard.execution.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.secrecy.TestSecrecy;
import org.taskyard.support.TestDatabase;

class ClaimTest {

  private static TestDatabase database;
  private final ExchangeTasks tasks = new ExchangeTasks();

  @BeforeAll
  static void createDatabase() {
    database = TestDatabase.create();
    database.run(
        "INSERT INTO handler (name, updated_at) SELECT unnest(ARRAY['A', 'B', 'C']), service_clock()");
  }

  @BeforeEach
  void empty() {
    tasks.sql = database.sql();
    tasks.sealing = TestSecrecy.noSealing();
    database.run("DELETE FROM task");
    database.run("UPDATE handler SET paused = false");
  }

  private List<ClaimedTask> claim(int most, String... handlers) {
    return tasks.exchange(List.of(), new Wish(List.of(handlers), most, "node", null)).claimed();
  }

  private static List<UUID> ids(List<ClaimedTask> claimed) {
    return claimed.stream().map(ClaimedTask::taskId).toList();
  }

  @Test
  void theHighestPriorityComesFirstThenTheLongestDue() {
    UUID usual = database.aTask().insert();
    UUID late = database.aTask().of("B").dueIn(Duration.ofHours(-1)).insert();
    UUID unimportant = database.aTask().withPriority(0).dueIn(Duration.ofDays(-1)).insert();
    UUID urgent = database.aTask().of("B").withPriority(9).insert();

    assertThat(ids(claim(3, "A", "B"))).containsExactly(urgent, late, usual);
    assertThat(ids(claim(3, "A", "B"))).containsExactly(unimportant);
    assertThat(claim(3, "A", "B")).isEmpty();
  }

  @Test
  void aTaskIsNotTakenBeforeItsTimeByTheClockOfTheDatabase() {
    UUID later = database.aTask().dueIn(Duration.ofMinutes(10)).insert();

    database.moveClock(Duration.ofMinutes(9));
    assertThat(claim(10, "A")).isEmpty();

    database.moveClock(Duration.ofMinutes(1));
    assertThat(ids(claim(10, "A"))).containsExactly(later);
  }

  @Test
  void aTaskWhoseHandlerIsNotServedHereStaysPending() {
    UUID elsewhere = database.aTask().of("C").insert();

    assertThat(claim(10, "A", "B")).isEmpty();
    assertThat(ids(claim(10, "C"))).containsExactly(elsewhere);
  }

  @Test
  void aTaskOfAPausedHandlerWaitsUntilTheHandlerGoesOn() {
    UUID paused = database.aTask().insert();
    database.run("UPDATE handler SET paused = true WHERE name = 'A'");
    UUID other = database.aTask().of("B").insert();

    assertThat(ids(claim(10, "A", "B"))).containsExactly(other);

    database.run("UPDATE handler SET paused = false WHERE name = 'A'");
    assertThat(ids(claim(10, "A", "B"))).containsExactly(paused);
  }

  @Test
  void aClaimTellsAllThatTheRunNeeds() {
    UUID id = database.aTask().withMaxAttempts(7).insert();
    database.run(
        "UPDATE task SET user_id = 'u', entity_id = 'e', request = '{\"a\": 1.50}' WHERE task_id = ?",
        id);
    database.run("UPDATE queue SET attempt = 2, checkpoint = '[3]' WHERE task_id = ?", id);

    ClaimedTask task = claim(1, "A").get(0);

    assertThat(task)
        .isEqualTo(
            new ClaimedTask(
                new LeasedRun(id, task.token(), 3, 7, RetryPolicy.ofMillis(1_000, 3_600_000)),
                "A",
                30,
                300,
                task.waitedSeconds(),
                new ClaimedTask.Input("u", "e", "{\"a\": 1.50}", "[3]", null, "", null)));
    assertThat(database.one("SELECT token FROM lease WHERE task_id = ?", id))
        .isEqualTo(task.token().toString());
  }

  @Test
  void aClaimTellsForHowLongATaskHasBeenDue() {
    UUID id = database.aTask().insert();
    database.run(
        "UPDATE queue SET due_at = service_clock() - interval '90 s' WHERE task_id = ?", id);

    assertThat(claim(1, "A").get(0).waitedSeconds()).isBetween(90.0, 150.0);
  }

  @Test
  void aLeaseLastsAsLongAsTheHandlersSettingsSayOrAsTheHolderAsks() {
    database.aTask().insert();
    database.aTask().insert();
    String length =
        "SELECT extract(epoch FROM expires_at - claimed_at)::integer FROM lease WHERE node = ?";

    tasks.exchange(List.of(), new Wish(List.of("A"), 1, "by settings", null));
    tasks.exchange(List.of(), new Wish(List.of("A"), 1, "by wish", 77));

    assertThat(database.one(length, "by settings")).isEqualTo("30");
    assertThat(database.one(length, "by wish")).isEqualTo("77");
  }

  @Test
  void aTaskThatSomebodyElseHasLockedIsPassedOver() throws SQLException {
    UUID locked = database.aTask().dueIn(Duration.ofHours(-1)).insert();
    UUID free = database.aTask().insert();

    try (Connection other = database.source().getConnection()) {
      other.setAutoCommit(false);
      other
          .createStatement()
          .execute("SELECT 1 FROM queue WHERE task_id = '" + locked + "' FOR UPDATE");
      assertThat(ids(claim(10, "A"))).containsExactly(free);
      other.rollback();
    }
    assertThat(ids(claim(10, "A"))).containsExactly(locked);
  }

  @Test
  void manyClaimersTakeEveryTaskAndNoneTwice() throws Exception {
    int count = 2_000;
    database.run(
        """
        INSERT INTO task (task_id, created_at, updated_at, status, handler, priority, max_attempts)
        SELECT gen_random_uuid(), now(), now(), 'pending', (ARRAY['A', 'B'])[1 + n % 2], n % 10, 5
        FROM generate_series(1, ?) AS n
        """,
        count);

    List<UUID> taken =
        drainBy(
            8,
            () -> {
              List<UUID> mine = new ArrayList<>();
              for (List<UUID> batch = ids(claim(17, "A", "B"));
                  !batch.isEmpty();
                  batch = ids(claim(17, "A", "B"))) {
                mine.addAll(batch);
              }
              return mine;
            });

    assertThat(taken).hasSize(count);
    assertThat(new HashSet<>(taken)).hasSize(count);
  }

  /**
   * Claim and finish lock rows of the same tasks; in the wrong order they would deadlock, which
   * fails one of them.
   */
  @Test
  void claimersThatFinishAtTheSameTimeLoseNothingAndNeverWaitForEachOther() throws Exception {
    int count = 3_000;
    database.run(
        """
        INSERT INTO task (task_id, created_at, updated_at, status, handler, max_attempts)
        SELECT gen_random_uuid(), now(), now(), 'pending', 'A', 5 FROM generate_series(1, ?)
        """,
        count);

    List<UUID> ended =
        drainBy(
            4,
            () -> {
              List<UUID> mine = new ArrayList<>();
              List<Ending> results = List.of();
              do {
                ExchangeTasks.Exchanged exchanged =
                    tasks.exchange(results, new Wish(List.of("A"), 50, "node", null));
                mine.addAll(exchanged.ended().keySet());
                results =
                    exchanged.claimed().stream()
                        .<Ending>map(t -> new Ending.Completed(t.run().report(), null))
                        .toList();
              } while (!results.isEmpty());
              return mine;
            });

    assertThat(new HashSet<>(ended)).hasSize(count);
    assertThat(database.one("SELECT count(*) FROM task WHERE status = 'completed'"))
        .isEqualTo("" + count);
    assertThat(database.one("SELECT count(*) FROM queue")).isEqualTo("0");
  }

  private static List<UUID> drainBy(int claimers, Callable<List<UUID>> claimer)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(claimers);
    try {
      List<UUID> all = new ArrayList<>();
      for (Future<List<UUID>> each : threads.invokeAll(Collections.nCopies(claimers, claimer))) {
        all.addAll(each.get());
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }
}
