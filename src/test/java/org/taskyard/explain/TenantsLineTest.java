package org.taskyard.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.explain.Explanation.Ahead;
import org.taskyard.explain.Explanation.Blocker;
import org.taskyard.support.TestDatabase;

/** Where only workers of tenants serve, each counts for its tenant: as the claim has it. */
class TenantsLineTest {

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
    database.run("DELETE FROM serving");
  }

  private static UUID task(String tenant, String handler, Duration due) {
    UUID id = database.aTask().of(handler).dueIn(due).insert();
    database.run("UPDATE queue SET tenant = ? WHERE task_id = ?", tenant, id);
    database.run("UPDATE task SET tenant = ? WHERE task_id = ?", tenant, id);
    return id;
  }

  private static UUID task(String tenant) {
    return task(tenant, "A", Duration.ZERO);
  }

  @Test
  void aWorkerOfAnotherTenantServesNoTaskOfMineAndOneOfMineDoes() {
    UUID id = task("mine");
    queue.worksFor("other", "A", "worker");
    assertThat(queue.only(id, "nobody_serves").since()).isNull();
    assertThat(queue.claimOf("other", "worker", 1, "A")).isEmpty();
    queue.worksFor("mine", "A", "w1");
    assertThat(queue.codes(id)).containsExactly("expected");
    assertThat(queue.claimOf("mine", "w1", 1, "A"))
        .extracting(ClaimedTask::taskId)
        .containsExactly(id);
  }

  @Test
  void aWorkerOfTheInstallationServesEverybodyAlsoWhileItIsAtWorkForAnother() {
    UUID id = task("mine");
    queue.serves("A", "worker", null);
    assertThat(queue.codes(id)).containsExactly("expected");
    task("other", "A", Duration.ofHours(-1));
    queue.claim("worker", 1, "A");
    database.run("UPDATE serving SET seen_at = seen_at - interval '2 minutes'");
    assertThat(queue.codes(id)).containsExactly("nodes_full");
    database.run("UPDATE serving SET tenant = 'other'");
    assertThat(queue.codes(id)).containsExactly("nobody_serves");
  }

  @Test
  void tasksOfAnotherTenantGoFirstOnlyForWhomeverGetsBoth() {
    task("other", "A", Duration.ofHours(-2));
    task("other", "B", Duration.ofHours(-2));
    UUID first = task("mine", "B", Duration.ofHours(-1));
    UUID id = task("mine");
    queue.worksFor("mine", "A", "w1");
    assertThat(queue.codes(id)).containsExactly("expected");
    queue.worksFor("mine", "B", "w1");
    assertThat(queue.only(id, "behind").ahead()).isEqualTo(new Ahead(1, false));
    assertThat(queue.claimOf("mine", "w1", 1, "A", "B"))
        .extracting(ClaimedTask::taskId)
        .containsExactly(first);
    queue.serves("A", "node", 2);
    queue.serves("B", "node", 2);
    assertThat(queue.only(id, "behind").ahead()).isEqualTo(new Ahead(2, false));
  }

  @Test
  void aWorkerIsFullByTheTasksOfItsTenantWhateverAnotherOfItsNameHolds() {
    UUID id = task("mine");
    queue.worksFor("mine", "A", "worker");
    task("other");
    queue.claimOf("other", "worker", 1, "A");
    assertThat(queue.codes(id)).containsExactly("expected");
    queue.claimOf("mine", "worker", 1, "A");
    assertThat(queue.only(task("mine"), "nodes_full").blockedBy())
        .containsExactly(new Blocker("worker", "worker"));
  }
}
