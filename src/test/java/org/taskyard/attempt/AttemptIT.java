package org.taskyard.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;
import org.taskyard.support.Runs;
import org.taskyard.support.Tasks;

@OnServer
class AttemptIT {

  private final Api api;
  private final Tasks tasks;

  AttemptIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  private JsonNode attempts(String id) {
    return api.get("/v2/task/attempts/" + id).json();
  }

  private JsonNode claim() {
    return api.post("/v2/work/claim", Map.of("handlers", List.of(tasks.handler()), "worker", "w-1"))
        .json()
        .get(0);
  }

  private void report(String operation, JsonNode claimed, Object... members) {
    Map<String, Object> report = Tasks.object(members);
    report.put("task_id", claimed.get("task_id").textValue());
    report.put("lease_token", claimed.get("lease_token").textValue());
    assertThat(api.post("/v2/work/" + operation, report).status()).isEqualTo(200);
  }

  @Test
  void eachAttemptIsShownWithItsEndAndTheOneThatCompletedTheTaskToo() {
    JsonNode task =
        Runs.run(
            api,
            Map.of("handler", "EchoHandler", "request", Map.of("fail", "boo", "fail_times", 1)));

    JsonNode attempts = attempts(task.get("task_id").textValue());

    assertThat(attempts.findValuesAsText("outcome")).containsExactly("failed", "completed");
    assertThat(attempts.findValuesAsText("attempt")).containsExactly("1", "2");
    assertThat(attempts.get(0).at("/error/message").textValue()).isEqualTo("boo");
    assertThat(attempts.get(1).get("started_at")).isEqualTo(task.get("started_at"));
    assertThat(attempts.get(1).get("finished_at")).isEqualTo(task.get("finished_at"));
    assertThat(attempts.get(0).get("node")).isEqualTo(attempts.get(1).get("node"));
    assertThat(attempts.get(0).get("node").textValue()).isNotBlank();
  }

  @Test
  void whatAWorkerSaysIsKeptWithTheAttemptInWhichItWasSaid() {
    String id = tasks.id();
    JsonNode first = claim();
    report("heartbeat", first, "log", List.of("one", "two"));
    report("fail", first, "log", List.of("three"), "retry_after_seconds", 0);
    report("complete", claim(), "log", List.of("four"));

    JsonNode attempts = attempts(id);

    assertThat(attempts.get(0).get("log").findValuesAsText("line"))
        .containsExactly("one", "two", "three");
    assertThat(attempts.get(1).get("log").findValuesAsText("line")).containsExactly("four");
    assertThat(attempts.get(1).get("outcome").textValue()).isEqualTo("completed");
  }

  @Test
  void whatAnOldHolderSaysIsNotKept() {
    String id = tasks.id();
    JsonNode lost = claim();
    api.put("/v2/task/update/" + id, Map.of("status", "pending"));
    Map<String, Object> late =
        Map.of(
            "task_id", id,
            "lease_token", lost.get("lease_token").textValue(),
            "log", List.of("late"));

    assertProblem(api.post("/v2/work/heartbeat", late), 409);
    assertProblem(api.post("/v2/work/complete", late), 409);

    JsonNode attempts = attempts(id);
    assertThat(attempts.findValuesAsText("outcome")).containsExactly("taken_away");
    assertThat(attempts.get(0).get("log")).isEmpty();
  }

  @Test
  void aRunUnderWayIsShownWithoutAnEnd() {
    String id = tasks.id();
    claim();

    JsonNode attempt = attempts(id).get(0);

    assertThat(attempt.get("outcome").textValue()).isEqualTo("running");
    assertThat(attempt.get("finished_at").isNull()).isTrue();
    assertThat(attempt.get("node").textValue()).isEqualTo("w-1");
  }

  @Test
  void aTaskThatWasPutOffOrHandedBackHasNoAttempts() {
    String id = tasks.id();
    report("release", claim());
    report("release", claim(), "after_seconds", 0);

    assertThat(attempts(id)).isEmpty();
  }

  @Test
  void attemptsGoWithTheirTask() {
    String id = tasks.id();
    report("fail", claim(), "error", Map.of("retryable", false), "log", List.of("gone soon"));
    assertThat(attempts(id)).hasSize(1);

    assertThat(api.delete("/v2/task/delete/" + id).status()).isEqualTo(204);

    assertProblem(api.get("/v2/task/attempts/" + id), 404);
    assertProblem(api.get("/v2/task/attempts?id=" + UUID.randomUUID()), 404);
    assertProblem(api.get("/v2/task/attempts/task-1"), 404);
    tasks.id("task_id", id);
    assertThat(attempts(id)).isEmpty();
  }
}
