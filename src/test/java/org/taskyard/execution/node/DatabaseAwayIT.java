package org.taskyard.execution.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.Cable;
import org.taskyard.support.Eventually;
import org.taskyard.support.OwnPostgres;
import org.taskyard.support.Runs;
import org.taskyard.support.TaskyardProcess;
import org.taskyard.support.TestDatabase;

/** Two nodes whose PostgreSQL goes away: for one of them, or for both. */
class DatabaseAwayIT {

  @TempDir private static Path scratch;

  private static OwnPostgres postgres;
  private static TestDatabase database;
  private static Cable cable;
  private static TaskyardProcess near;
  private static TaskyardProcess far;

  @BeforeAll
  static void start() {
    postgres = new OwnPostgres(scratch.resolve("postgres"));
    database = TestDatabase.create(postgres.url());
    cable = new Cable(postgres.port());
    String url = database.source().getUrl();
    CompletableFuture<TaskyardProcess> starting = CompletableFuture.supplyAsync(() -> node(url));
    far = node(url.replace(":" + postgres.port() + "/", ":" + cable.port() + "/"));
    near = starting.join();
    // a silent node loses its tasks after that many seconds
    assertThat(
            near.api().put("/v2/handler/update/EchoHandler", Map.of("lease_seconds", 8)).status())
        .isEqualTo(200);
  }

  private static TaskyardProcess node(String url) {
    return TaskyardProcess.on(scratch)
        .with("TASKYARD_DB_URL", url)
        .with("TASKYARD_DB_USER", "postgres")
        .start();
  }

  @AfterAll
  static void stop() throws IOException {
    cable.mend();
    near.close();
    far.close();
    cable.close();
    postgres.close();
  }

  private static void awaitReadiness(TaskyardProcess node, int status) {
    Eventually.holds(
        "/health/ready answers " + status,
        () -> node.api().get("/health/ready").status() == status);
  }

  @Test
  void aNodeThatIsCutOffSaysSoLosesItsTasksAndItsLateResultIsRefused() {
    String id = runningOnTheFarNode();
    cable.cut();
    try {
      awaitReadiness(far, 503);
      Runs.await(
          near.api(),
          id,
          task ->
              task.get("attempt").intValue() == 2
                  && task.get("status").textValue().equals("running"));
      awaitReadiness(far, 503);
    } finally {
      cable.mend();
    }

    Eventually.holds("the late result is counted", () -> far.metric("stale_results") > 0);
    JsonNode rescued = Runs.ended(near.api(), id);
    assertThat(rescued.get("status").textValue()).isEqualTo("completed");
    assertThat(rescued.get("attempt").intValue()).isEqualTo(2);
    awaitReadiness(far, 200);
    assertThat(far.api().get("/v2/task/view/" + id).json()).isEqualTo(rescued);
    JsonNode attempts = far.api().get("/v2/task/attempts/" + id).json();
    assertThat(attempts.findValuesAsText("outcome")).containsExactly("failed", "completed");
    assertThat(attempts.get(0).at("/error/type").textValue()).isEqualTo("LeaseOver");
  }

  private static String runningOnTheFarNode() {
    Map<String, ?> task = Map.of("handler", "EchoHandler", "request", Map.of("sleep_ms", 6_000));
    while (true) {
      String id = Runs.create(far.api(), task);
      Runs.await(near.api(), id, shown -> shown.get("status").textValue().equals("running"));
      String node = database.one("SELECT node FROM queue WHERE task_id = ?", UUID.fromString(id));
      if (node.contains("-" + far.pid() + "-")) {
        return id;
      }
    }
  }

  @Test
  void aCrashOfTheDatabaseLosesNothingThatWasAnsweredAndNeedsNobodyAfterIt() {
    Queue<String> made = new ConcurrentLinkedQueue<>();
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<?> clients =
        CompletableFuture.allOf(
            Stream.of(near, near, far, far)
                .map(node -> CompletableFuture.runAsync(() -> create(node.api(), made, enough)))
                .toArray(CompletableFuture[]::new));
    try {
      Eventually.holds("tasks are made", () -> made.size() > 50);
      postgres.crash();
      awaitReadiness(near, 503);
      awaitReadiness(far, 503);
      postgres.start();
      awaitReadiness(near, 200);
      awaitReadiness(far, 200);
      int before = made.size();
      Eventually.holds("tasks are made again", () -> made.size() > before + 50);
    } finally {
      enough.set(true);
    }
    clients.join();
    for (String id : made) {
      assertThat(near.api().get("/v2/task/view/" + id).status()).as(id).isEqualTo(200);
      assertThat(Runs.ended(near.api(), id).get("status").textValue()).isEqualTo("completed");
    }
  }

  /** Creates tasks, and notes those that are promised. */
  private static void create(Api api, Queue<String> made, AtomicBoolean enough) {
    while (!enough.get()) {
      Answer answer = api.post("/v2/task/create", Map.of("handler", "EchoHandler"));
      if (answer.status() == 201) {
        made.add(answer.json().get("task_id").textValue());
      } else {
        assertThat(answer.status()).as(answer.toString()).isGreaterThanOrEqualTo(500);
      }
    }
  }
}
