package org.taskyard.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;

/** A worker can always end its run, whatever it says of it. */
@OnServer
class EndRunIT {

  private final Api api;
  private final String handler = "Ends" + UUID.randomUUID().toString().substring(0, 8);

  EndRunIT(Api api) {
    this.api = api;
  }

  @Test
  void aRunEndsHoweverLongAndOddItsReasonIs() {
    String trace =
        "IllegalState: \u0000 \ud800 " + "at com.example.Some.method(Some)\n".repeat(5_000);
    List<String> lines = java.util.Collections.nCopies(1_500, "x".repeat(3_000));
    Map<Object, String> reasons =
        Map.of(
            Map.of("type", "T".repeat(500), "message", trace, "retryable", false), "IllegalState:",
            Map.of("type", " ", "message", "", "retryable", false), "no message",
            Map.of("retryable", false), "no message");
    reasons.forEach(
        (error, said) -> {
          String id = task();
          JsonNode held = claim();
          assertThat(
                  api.post("/v2/work/fail", about(held, Map.of("error", error, "log", lines)))
                      .status())
              .isEqualTo(200);
          JsonNode end = shown(id);
          assertThat(end.get("status").textValue()).isEqualTo("failed");
          assertThat(end.at("/error/message").textValue()).startsWith(said);
          assertThat(end.at("/error/type").textValue()).isNotBlank();
        });
  }

  @Test
  void aReasonInOneStringIsTheMessage() {
    String id = task();
    JsonNode held = claim();
    api.post("/v2/work/fail", about(held, Map.of("error", "boo", "retry_after_seconds", 60)));
    assertThat(shown(id).at("/error/message").textValue()).isEqualTo("boo");
  }

  @Test
  void aLongProgressMessageIsCutAndTellsSo() {
    String id = task();
    JsonNode held = claim();
    Map<String, Object> progress =
        Map.of("progress", 1, "progress_message", "\u0000" + "x".repeat(70_000));
    assertThat(api.post("/v2/work/heartbeat", about(held, progress)).status()).isEqualTo(200);
    assertThat(shown(id).get("progress_message").textValue())
        .hasSize(1_000)
        .startsWith("\ufffdx")
        .endsWith("[cut: 70,001 characters]");
  }

  @Test
  void aResponseThatIsTooLargeIsRefusedAndTheRunCanStillBeEnded() {
    String id = task();
    JsonNode held = claim();
    JsonNode problem =
        assertProblem(
            api.post(
                "/v2/work/complete",
                about(held, Map.of("response", List.of("x".repeat(1_100_000))))),
            422);
    assertThat(problem.at("/errors/0/pointer").textValue()).isEqualTo("/response");
    api.post("/v2/work/fail", about(held, Map.of("error", Map.of("retryable", false))));
    assertThat(shown(id).get("status").textValue()).isEqualTo("failed");
  }

  @Test
  void aTimeThatIsNoNumberIsRefusedAndTheLeaseStays() {
    String id = task();
    JsonNode held = claim();
    JsonNode before = shown(id);
    Map.of("heartbeat", "lease_seconds", "fail", "retry_after_seconds", "release", "after_seconds")
        .forEach(
            (operation, name) ->
                assertProblem(
                    api.post("/v2/work/" + operation, about(held, Map.of(name, "soon"))), 422));
    assertThat(shown(id)).isEqualTo(before);
  }

  private String task() {
    return api.post("/v2/task/create", Map.of("handler", handler))
        .json()
        .get("task_id")
        .textValue();
  }

  private JsonNode claim() {
    Answer answer =
        api.post("/v2/work/claim", Map.of("handlers", List.of(handler), "worker", "test"));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json().get(0);
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
