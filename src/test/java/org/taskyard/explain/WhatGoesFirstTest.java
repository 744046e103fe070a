package org.taskyard.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Owner;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.explain.Explanation.Ahead;
import org.taskyard.explain.Explanation.Blocker;
import org.taskyard.explain.Explanation.Reason;
import org.taskyard.support.TestDatabase;

/** What goes before a task that is due, and when its turn comes: as the claim has it. */
class WhatGoesFirstTest {

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
  void aTaskWaitsForARoomWhileAllNodesAreFull() {
    database.aTask().of("B").insert();
    database.aTask().of("B").insert();
    List<ClaimedTask> busy = queue.claim("node", 2, "B");
    UUID id = database.aTask().insert();
    Reason reason = queue.only(id, "nodes_full");
    assertThat(reason.blockedBy()).containsExactly(new Blocker("node", "node"));
    queue.serves("A", "another", 1);
    assertThat(queue.codes(id)).containsExactly("expected");
    database.run("DELETE FROM serving WHERE holder = 'another'");
    assertThat(queue.codes(id)).containsExactly("nodes_full");
    queue.complete(busy.get(0));
    queue.runs(id);
  }

  @Test
  void aRemoteWorkerIsTakenForBusyWhileItHasATask() {
    database.run("DELETE FROM serving");
    queue.serves("A", "w1", null);
    database.aTask().insert();
    ClaimedTask busy = queue.claim("w1", 1, "A").get(0);
    UUID id = database.aTask().insert();
    assertThat(queue.only(id, "nodes_full").blockedBy())
        .containsExactly(new Blocker("worker", "w1"));
    queue.complete(busy);
    queue.runs(id);
  }

  @Test
  void whatGoesFirstIsCountedOverAllHandlersOfItsNodesAsTheClaimTakesThem() {
    database.aTask().dueIn(Duration.ofHours(-1)).insert();
    database.aTask().of("B").withPriority(9).insert();
    database.aTask().of("B").dueIn(Duration.ofHours(-1)).insert();
    UUID id = database.aTask().insert();
    database.aTask().withPriority(4).dueIn(Duration.ofHours(-1)).insert();
    database.aTask().withPriority(9).dueIn(Duration.ofHours(1)).insert();
    database.aTask().of("B").insert();
    database.aTask().of("C").withPriority(9).insert();
    Reason reason = queue.only(id, "behind");
    assertThat(reason.ahead()).isEqualTo(new Ahead(3, false));
    assertThat(reason.blockedBy())
        .containsExactly(new Blocker("handler", "B"), new Blocker("handler", "A"));
    assertThat(queue.claim("node", 3, "A", "B")).extracting(ClaimedTask::taskId).doesNotContain(id);
    database.run("UPDATE serving SET slots = 10");
    queue.runs(id);
  }

  @Test
  void aCallerWhoSeesOwnTasksOnlyIsToldHowManyGoFirstAndNotWhatOrWhere() {
    database.aTask().of("B").insert();
    database.aTask().of("B").insert();
    queue.claim("node", 2, "B");
    database.aTask().of("B").withPriority(9).insert();
    UUID id = database.aTask().insert();
    database.run("UPDATE task SET user_id = 'ann' WHERE task_id = ?", id);
    List<Reason> reasons = queue.explain(id, Owner.of("ann")).reasons();
    assertThat(reasons).extracting(Reason::code).containsExactly("nodes_full", "behind");
    assertThat(reasons).allSatisfy(reason -> assertThat(reason.blockedBy()).isEmpty());
    assertThat(reasons.get(1).ahead()).isEqualTo(new Ahead(1, false));
  }

  @Test
  void tasksOfPausedHandlersGoFirstForNobody() {
    database.aTask().of("B").withPriority(9).insert();
    database.run("UPDATE handler SET paused = true WHERE name = 'B'");
    queue.runs(database.aTask().insert());
  }

  @Test
  void aPlaceFarBehindIsAtLeast() {
    database.run(
        """
        INSERT INTO task (task_id, created_at, updated_at, status, handler, max_attempts, run_at)
        SELECT gen_random_uuid(), now(), now(), 'pending', 'A', 5, now() - interval '1 hour'
        FROM generate_series(1, 1500)
        """);
    UUID id = database.aTask().insert();
    Reason reason = queue.only(id, "behind");
    assertThat(reason.ahead()).isEqualTo(new Ahead(1_000, true));
    assertThat(reason.text()).startsWith("Due tasks that go first: at least 1,000.");
    database.run("UPDATE task SET priority = 9 WHERE task_id = ?", id);
    queue.runs(id);
  }

  @Test
  void whenItStartsIsEstimatedFromThirtyStartsAndNotFromFewer() {
    started(29);
    database.aTask().dueIn(Duration.ofHours(-1)).insert();
    UUID id = database.aTask().insert();
    assertThat(queue.codes(id)).containsExactly("behind");
    started(1);
    Explanation explained = queue.explain(id);
    assertThat(queue.codes(id)).containsExactly("behind", "expected");
    // 30 in the last 60 s, and one goes first
    assertThat(Duration.between(explained.at(), queue.named(id, "expected").until()))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
    assertThat(queue.named(id, "expected").text()).contains("30 in 6");
    database.run("UPDATE task_event SET at = at - interval '5 minutes'");
    assertThat(queue.codes(id)).containsExactly("behind");
  }

  private static void started(int tasks) {
    database.run(
        """
        INSERT INTO task_event (slot, tenant, handler, status, task_ids, at)
        SELECT 0, '', 'A', 'running', array_agg(gen_random_uuid()), service_clock() - interval '60 s'
        FROM generate_series(1, ?)
        """,
        tasks);
  }
}
