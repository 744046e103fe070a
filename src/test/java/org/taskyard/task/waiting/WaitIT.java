package org.taskyard.task.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;

/**
 * {@code Prefer: wait=n}; tasks of a handler that only the test serves end when the test says so.
 */
@OnServer
class WaitIT {

  private final Api api;
  private final String handler = "Wait" + UUID.randomUUID().toString().substring(0, 8);

  WaitIT(Api api) {
    this.api = api;
  }

  @Test
  void aCreateThatWaitsIsAnsweredWithTheFinishedTask() {
    Answer made =
        api.post(
            "/v2/task/create",
            Map.of("handler", "EchoHandler", "request", Map.of("sleep_ms", 300, "a", 1)),
            "Prefer",
            "wait=30");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Preference-Applied")).isEqualTo("wait=30");
    assertThat(made.json().get("status").textValue()).isEqualTo("completed");
    assertThat(made.json().get("response").get("a").intValue()).isEqualTo(1);
    String id = made.json().get("task_id").textValue();
    assertThat(made.header("Location")).endsWith("/v2/task/view/" + id);
    assertThat(made.header("ETag")).isEqualTo(api.get("/v2/task/view/" + id).header("ETag"));
  }

  @Test
  void aViewThatWaitsIsAnsweredByTheEndOfTheTaskWhoeverEndsIt() throws Exception {
    for (String status : List.of("completed", "failed", "cancelled")) {
      String id = task();
      CompletableFuture<Answer> waiting = waitFor(id, "wait=60");
      claimed(id);
      assertThat(waiting).isNotDone();
      api.put("/v2/task/update/" + id, Map.of("status", status));
      Answer answer = waiting.get(20, TimeUnit.SECONDS);
      assertThat(answer.json().get("status").textValue()).isEqualTo(status);
      assertThat(answer.header("Preference-Applied")).isEqualTo("wait=60");
    }
  }

  @Test
  void aWorkersCompletionAnswersAllWhoWait() throws Exception {
    String id = task();
    List<CompletableFuture<Answer>> waiting = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      waiting.add(waitFor(id, "wait=60"));
    }
    JsonNode claimed = claimed(id);
    api.post(
        "/v2/work/complete",
        Map.of("task_id", id, "lease_token", claimed.get("lease_token").textValue()));
    for (CompletableFuture<Answer> each : waiting) {
      assertThat(each.get(20, TimeUnit.SECONDS).json().get("status").textValue())
          .isEqualTo("completed");
    }
  }

  @Test
  void aTaskThatRunsAgainHasNotEnded() throws Exception {
    String id = task();
    CompletableFuture<Answer> waiting = waitFor(id, "wait=60");
    JsonNode first = claimed(id);
    api.post(
        "/v2/work/fail",
        Map.of(
            "task_id",
            id,
            "lease_token",
            first.get("lease_token").textValue(),
            "retry_after_seconds",
            0));
    JsonNode second = claimed(id);
    assertThat(waiting).isNotDone();
    api.post(
        "/v2/work/complete",
        Map.of("task_id", id, "lease_token", second.get("lease_token").textValue()));
    assertThat(waiting.get(20, TimeUnit.SECONDS).json().get("attempt").intValue()).isEqualTo(2);
  }

  @Test
  void whenTheTimeIsOverTheTaskComesAsItIs() {
    String id = task();
    long begin = System.nanoTime();
    Answer answer = api.get("/v2/task/view/" + id, "Prefer", "respond-async, Wait=1");
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("status").textValue()).isEqualTo("pending");
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
  }

  @Test
  void aFinishedTaskIsAnsweredAtOnceAndNotAgainIfItIsKnown() {
    String id = finished();
    Answer answer = api.get("/v2/task/view/" + id, "Prefer", "wait=60");
    assertThat(answer.json().get("status").textValue()).isEqualTo("completed");
    Answer known =
        api.get("/v2/task/view/" + id, "Prefer", "wait=60", "If-None-Match", answer.header("ETag"));
    assertThat(known.status()).isEqualTo(304);
    assertProblem(api.get("/v2/task/view/" + id, "Prefer", "wait=60", "If-Match", "\"x\""), 412);
  }

  @Test
  void whoeverWaitsForADeletedTaskGetsAnAnswer() throws Exception {
    String id = task();
    CompletableFuture<Answer> waiting = waitFor(id, "wait=60");
    claimed(id);
    assertThat(waiting).isNotDone();
    api.delete("/v2/task/delete/" + id + "?force=true");
    assertProblem(waiting.get(20, TimeUnit.SECONDS), 404);
    assertProblem(api.get("/v2/task/view/" + UUID.randomUUID(), "Prefer", "wait=60"), 404);
  }

  @Test
  void aRepeatUnderTheSameKeyWaitsForTheSameTask() {
    Map<String, Object> task =
        Map.of("handler", "EchoHandler", "user_id", handler, "request", Map.of("sleep_ms", 200));
    String key = UUID.randomUUID().toString();
    Answer first = api.post("/v2/task/create", task, "Idempotency-Key", key);
    Answer repeat = api.post("/v2/task/create", task, "Idempotency-Key", key, "Prefer", "wait=30");
    assertThat(repeat.status()).isEqualTo(201);
    assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
    assertThat(repeat.json().get("status").textValue()).isEqualTo("completed");
    Map<String, Object> all = Map.of("filter", Map.of("user_id", handler));
    assertThat(api.post("/v2/task/index", all).json()).hasSize(1);
  }

  @Test
  void aWaitThatCannotBeReadIsNone() {
    String id = task();
    for (String prefer : List.of("wait", "wait=soon", "wait=-1", "waits=5", "handling=lenient")) {
      Answer answer = api.get("/v2/task/view/" + id, "Prefer", prefer);
      assertThat(answer.status()).as(prefer).isEqualTo(200);
      assertThat(answer.header("Preference-Applied")).as(prefer).isNull();
    }
  }

  private String task() {
    return api.post("/v2/task/create", Map.of("handler", handler))
        .json()
        .get("task_id")
        .textValue();
  }

  private String finished() {
    return api.post("/v2/task/create", Map.of("handler", handler, "status", "completed"))
        .json()
        .get("task_id")
        .textValue();
  }

  private CompletableFuture<Answer> waitFor(String id, String prefer) {
    return CompletableFuture.supplyAsync(
        () -> api.get("/v2/task/view/" + id, "Prefer", prefer),
        task -> new Thread(task, "waits for " + id).start());
  }

  private JsonNode claimed(String id) {
    JsonNode claimed =
        api.post("/v2/work/claim", Map.of("handlers", List.of(handler), "wait_seconds", 10)).json();
    assertThat(claimed.get(0).get("task_id").textValue()).isEqualTo(id);
    return claimed.get(0);
  }
}
