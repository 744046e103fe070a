package org.taskyard.execution.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.taskyard.support.Eventually;
import org.taskyard.support.Runs;
import org.taskyard.support.TaskyardProcess;
import org.taskyard.support.TestDatabase;

/**
 * Two processes of the built jar on one PostgreSQL; they know of each other by the database only.
 */
class TwoNodesIT {

  @TempDir private static Path scratch;

  private static TestDatabase database;
  private static TaskyardProcess one;
  private static TaskyardProcess other;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    one = node(4);
    other = node(4);
  }

  private static TaskyardProcess node(int slots) {
    return TaskyardProcess.on(scratch)
        .with("TASKYARD_DB_URL", database.source().getUrl())
        .with("TASKYARD_DB_USER", "postgres")
        .with("TASKYARD_WORKER_SLOTS", Integer.toString(slots))
        .start();
  }

  /** A silent node loses its tasks after that many seconds. */
  @BeforeEach
  void shortLeases() {
    assertThat(one.api().put("/v2/handler/update/EchoHandler", Map.of("lease_seconds", 5)).status())
        .isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    one.close();
    other.close();
  }

  private static String sleeping(int seconds) {
    String id =
        Runs.create(
            one.api(),
            Map.of(
                "handler", "EchoHandler", "request", Map.of("sleep_ms", seconds * 1000, "n", 1)));
    Runs.await(one.api(), id, task -> task.get("status").textValue().equals("running"));
    return id;
  }

  /** The node that runs the task. */
  private static TaskyardProcess holder(String id) {
    String node = database.one("SELECT node FROM queue WHERE task_id = ?", UUID.fromString(id));
    return node.contains("-" + one.pid() + "-") ? one : other;
  }

  private static void signal(TaskyardProcess node, String name)
      throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(node.pid())).start().waitFor())
        .isZero();
  }

  @Test
  void everyTaskRunsOnceAndBothNodesTakeTheirShare() {
    String user = "user-" + UUID.randomUUID();
    List<Map<String, Object>> batch = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      batch.add(
          Map.of("handler", "EchoHandler", "user_id", user, "request", Map.of("sleep_ms", 20)));
    }
    assertThat(one.api().post("/v2/task/create-batch", batch).status()).isEqualTo(201);

    Set<String> nodes = new HashSet<>();
    for (JsonNode task : finished(user, 400)) {
      assertThat(task.get("attempt").intValue()).isEqualTo(1);
      nodes.add(
          database.one(
              "SELECT node FROM task WHERE task_id = ?",
              UUID.fromString(task.get("task_id").textValue())));
    }
    assertThat(nodes).hasSize(2);
  }

  @Test
  void theFiguresOfBothNodesAddUp() {
    String handler = "Counted-" + UUID.randomUUID();
    for (TaskyardProcess node : List.of(one, other)) {
      Runs.create(node.api(), Map.of("handler", handler));
      JsonNode run =
          node.api().post("/v2/work/claim", Map.of("handlers", List.of(handler))).json().get(0);
      Map<String, Object> done =
          Map.of("task_id", run.get("task_id"), "lease_token", run.get("lease_token"));
      assertThat(node.api().post("/v2/work/complete", done).status()).isEqualTo(200);
    }
    for (TaskyardProcess node : List.of(one, other)) {
      Eventually.holds(
          "both nodes have written what they counted",
          () ->
              node.api()
                      .get("/v2/task/trend?handler=" + handler)
                      .json()
                      .at("/total/completed")
                      .intValue()
                  == 2);
    }
  }

  private static JsonNode finished(String user, int count) {
    Map<String, Object> completed = Map.of("user_id", user, "status", "completed");
    Eventually.holds("all are completed", () -> Runs.total(one.api(), completed) >= count);
    return one.api().post("/v2/task/index", Map.of("filter", completed, "per-page", count)).json();
  }

  /** What is open for a moment is a claim, a renewal or upkeep. */
  @Test
  void noTransactionIsOpenWhileHandlersAndRemoteWorkersAreAtWork() {
    String handler = "Remote-" + UUID.randomUUID();
    Runs.create(one.api(), Map.of("handler", handler));
    assertThat(one.api().post("/v2/work/claim", Map.of("handlers", List.of(handler))).json().size())
        .isEqualTo(1);
    String id = sleeping(60);

    Eventually.holds("no transaction is open", () -> openTransactions().equals("0"));
    assertThat(one.api().post("/v2/task/cancel/" + id, null).status()).isEqualTo(202);
    assertThat(Runs.ended(one.api(), id).get("status").textValue()).isEqualTo("cancelled");
  }

  private static String openTransactions() {
    return database.one(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
          AND xact_start IS NOT NULL
        """);
  }

  @Test
  void aNodeThatIsNotHeardOfLosesItsTasksAndItsLateResultIsRefused() throws Exception {
    String id = sleeping(1);
    TaskyardProcess zombie = holder(id);
    TaskyardProcess healthy = zombie == one ? other : one;
    long before = zombie.metric("stale_results");

    signal(zombie, "STOP");
    JsonNode rescued;
    try {
      rescued = Runs.ended(healthy.api(), id);
    } finally {
      signal(zombie, "CONT");
    }

    assertThat(rescued.get("attempt").intValue()).isEqualTo(2);
    Eventually.holds("the late result is counted", () -> zombie.metric("stale_results") > before);
    assertThat(healthy.api().get("/v2/task/view/" + id).json()).isEqualTo(rescued);
    JsonNode attempts = healthy.api().get("/v2/task/attempts/" + id).json();
    assertThat(attempts.findValuesAsText("outcome")).containsExactly("failed", "completed");
    assertThat(attempts.get(0).at("/error/type").textValue()).isEqualTo("LeaseOver");
  }

  @Test
  void aCancelReachesATaskThatRunsOnTheOtherNode() {
    String id = sleeping(60);
    TaskyardProcess bystander = holder(id) == one ? other : one;

    assertThat(bystander.api().post("/v2/task/cancel/" + id, null).status()).isEqualTo(202);

    assertThat(Runs.ended(bystander.api(), id).get("status").textValue()).isEqualTo("cancelled");
  }

  @Test
  void aKilledNodeLosesNothing() {
    TaskyardProcess doomed = node(2);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ids.add(
          Runs.create(
              doomed.api(),
              Map.of("handler", "EchoHandler", "request", Map.of("sleep_ms", 300, "n", i))));
    }
    doomed.kill();

    for (String id : ids) {
      JsonNode task = Runs.ended(one.api(), id);
      assertThat(task.get("status").textValue()).isEqualTo("completed");
      assertThat(task.at("/response/n").intValue()).isEqualTo(ids.indexOf(id));
    }
  }

  @Test
  void aNodeThatCannotTakeATaskTellsTheOthersAfterTheCommit() throws SQLException {
    try (Connection listener = database.source().getConnection()) {
      listener.createStatement().execute("LISTEN taskyard_tasks");
      Runs.create(one.api(), Map.of("handler", "NobodyHere"));

      assertThat(listener.unwrap(PGConnection.class).getNotifications(30_000)).hasSize(1);
    }
  }

  @Test
  void aHintOfAnotherNodeIsHeard() {
    long before = one.metric("hints_heard");
    Eventually.holds(
        "the hint is heard",
        () -> {
          database.run("NOTIFY taskyard_tasks, 'another'");
          return one.metric("hints_heard") > before;
        });
  }
}
