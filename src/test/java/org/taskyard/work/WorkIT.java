package org.taskyard.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;

/** The protocol of remote workers; each test has a handler of its own, which nobody else serves. */
@OnServer
class WorkIT {

  private final Api api;
  private final String handler = "Remote" + UUID.randomUUID().toString().substring(0, 8);

  WorkIT(Api api) {
    this.api = api;
  }

  @Test
  void aClaimedTaskRunsAndItsCompletionIsItsEnd() {
    String id = task(Map.of("a", 1));

    JsonNode claimed = claim(10).get(0);
    assertThat(claimed.get("task_id").textValue()).isEqualTo(id);
    assertThat(claimed.get("request"))
        .isEqualTo(api.get("/v2/task/view/" + id).json().get("request"));
    assertThat(shown(id).get("status").textValue()).isEqualTo("running");

    Answer done = api.post("/v2/work/complete", about(claimed, Map.of("response", Map.of("b", 2))));
    assertThat(done.status()).isEqualTo(200);
    JsonNode end = shown(id);
    assertThat(end.get("status").textValue()).isEqualTo("completed");
    assertThat(end.get("response").get("b").intValue()).isEqualTo(2);
    assertThat(end.get("attempt").intValue()).isEqualTo(1);
  }

  @Test
  void nobodyGetsATaskThatSomebodyHolds() {
    task(null);
    assertThat(claim(10)).hasSize(1);
    assertThat(claim(10)).isEmpty();
  }

  @Test
  void whatAnOldTokenSaysChangesNothing() {
    String id = task(null);
    JsonNode lost = claim(1).get(0);
    // a client takes the lease away
    assertThat(api.put("/v2/task/update/" + id, Map.of("status", "pending")).status())
        .isEqualTo(200);
    JsonNode held = claim(1).get(0);
    JsonNode before = shown(id);

    for (String operation : List.of("heartbeat", "complete", "fail", "release")) {
      assertProblem(api.post("/v2/work/" + operation, about(lost, Map.of())), 409);
    }
    assertThat(shown(id)).isEqualTo(before);
    assertThat(api.post("/v2/work/complete", about(held, Map.of())).status()).isEqualTo(200);
    assertProblem(api.post("/v2/work/complete", about(held, Map.of())), 409);
  }

  @Test
  void whatIsSaidOfATaskThatWaitsChangesNothing() {
    String id = task(null);
    JsonNode released = claim(1).get(0);
    assertThat(api.post("/v2/work/release", about(released, Map.of())).status()).isEqualTo(200);
    JsonNode waits = shown(id);
    for (String operation : List.of("heartbeat", "complete", "fail", "release")) {
      assertProblem(api.post("/v2/work/" + operation, about(released, Map.of())), 409);
    }
    assertThat(shown(id)).isEqualTo(waits);
  }

  @Test
  void aHeartbeatShowsProgressAndKeepsTheCheckpointForTheNextAttempt() {
    String id = task(null);
    JsonNode claimed = claim(1).get(0);
    Answer beat =
        api.post(
            "/v2/work/heartbeat",
            about(
                claimed,
                Map.of(
                    "progress", 40, "progress_message", "rows", "checkpoint", Map.of("line", 7))));
    assertThat(beat.json().get("cancel_requested").booleanValue()).isFalse();
    assertThat(shown(id).get("progress").intValue()).isEqualTo(40);
    assertThat(shown(id).get("progress_message").textValue()).isEqualTo("rows");

    api.post("/v2/work/fail", about(claimed, Map.of("retry_after_seconds", 0)));
    assertThat(claim(1).get(0).get("checkpoint").get("line").intValue()).isEqualTo(7);
  }

  @Test
  void aRetryableFailureIsTriedAgainUntilTheAttemptsAreUsedUp() {
    String id =
        api.post("/v2/task/create", Map.of("handler", handler, "max_attempts", 2))
            .json()
            .get("task_id")
            .textValue();
    Map<String, Object> failure =
        Map.of("error", Map.of("type", "Broken", "message", "boo"), "retry_after_seconds", 0);

    api.post("/v2/work/fail", about(claim(1).get(0), failure));
    assertThat(shown(id).get("status").textValue()).isEqualTo("pending");
    JsonNode second = claim(1).get(0);
    assertThat(second.get("attempt").intValue()).isEqualTo(2);
    api.post("/v2/work/fail", about(second, failure));

    assertThat(shown(id).get("status").textValue()).isEqualTo("failed");
    assertThat(shown(id).get("error").get("message").textValue()).isEqualTo("boo");
  }

  @Test
  void aFailureThatIsNotRetryableEndsTheTaskAtOnce() {
    String id = task(null);
    api.post(
        "/v2/work/fail",
        about(claim(1).get(0), Map.of("error", Map.of("message", "no", "retryable", false))));
    assertThat(shown(id).get("status").textValue()).isEqualTo("failed");
  }

  @Test
  void aReleasedTaskHasLostNoAttempt() {
    String id = task(null);
    api.post("/v2/work/release", about(claim(1).get(0), Map.of()));
    assertThat(shown(id).get("status").textValue()).isEqualTo("pending");
    assertThat(claim(1).get(0).get("attempt").intValue()).isEqualTo(1);
  }

  @Test
  void aCancelReachesTheWorkerWithItsNextHeartbeat() {
    String id = task(null);
    JsonNode claimed = claim(1).get(0);
    assertThat(api.post("/v2/task/cancel/" + id, null).status()).isEqualTo(202);
    assertThat(
            api.post("/v2/work/heartbeat", about(claimed, Map.of()))
                .json()
                .get("cancel_requested")
                .booleanValue())
        .isTrue();
    api.post("/v2/work/release", about(claimed, Map.of()));
    assertThat(shown(id).get("status").textValue()).isEqualTo("cancelled");
  }

  @Test
  void resultsAndTheNextClaimShareOneRequest() {
    IntStream.range(0, 6).forEach(n -> task(Map.of("n", n)));
    List<Object> done = new ArrayList<>();
    claim(4).forEach(task -> done.add(about(task, Map.of())));

    JsonNode answer =
        api.post(
                "/v2/work/complete",
                Map.of("tasks", done, "claim", Map.of("handlers", List.of(handler), "max", 4)))
            .json();

    assertThat(answer.get("results"))
        .hasSize(4)
        .allMatch(result -> result.get("status").intValue() == 200);
    assertThat(answer.get("tasks")).hasSize(2);
  }

  @Test
  void aWaitingClaimIsAnsweredByANewTask() throws Exception {
    CompletableFuture<Answer> waiting =
        CompletableFuture.supplyAsync(
            () ->
                api.post(
                    "/v2/work/claim", Map.of("handlers", List.of(handler), "wait_seconds", 30)));
    String id = task(null);
    assertThat(waiting.get(20, TimeUnit.SECONDS).json().get(0).get("task_id").textValue())
        .isEqualTo(id);
  }

  @Test
  void faultsInAClaimAreReportedAllAtOnce() {
    JsonNode problem =
        assertProblem(
            api.post(
                "/v2/work/claim",
                Map.of("handlers", List.of("1x"), "max", 0, "wait_seconds", 31, "x", 1)),
            422);
    assertThat(problem.get("errors")).hasSize(4);
  }

  private String task(Object request) {
    Map<String, Object> task =
        request == null
            ? Map.of("handler", handler)
            : Map.of("handler", handler, "request", request);
    return api.post("/v2/task/create", task).json().get("task_id").textValue();
  }

  private JsonNode claim(int max) {
    Answer answer =
        api.post(
            "/v2/work/claim", Map.of("handlers", List.of(handler), "max", max, "worker", "test"));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  private static Map<String, Object> about(JsonNode claimed, Map<String, Object> more) {
    Map<String, Object> said = new java.util.HashMap<>(more);
    said.put("task_id", claimed.get("task_id").textValue());
    said.put("lease_token", claimed.get("lease_token").textValue());
    return said;
  }

  private JsonNode shown(String id) {
    return api.get("/v2/task/view/" + id).json();
  }
}
