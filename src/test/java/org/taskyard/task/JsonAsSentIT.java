package org.taskyard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.platform.Json;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

/** JSON comes back the way it was sent: an object as an object, text as text, digits as digits. */
@OnServer
class JsonAsSentIT {

  private final Api api;
  private final Tasks tasks;

  JsonAsSentIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "0",
        "true",
        "false",
        "{\"a\": {\"b\": [1, null, \"x\", {}]}}",
        "[[], {}, \"\"]",
        "{\"\": 1, \" \": 2, \"a.b/c~d\": 3, \"é😀\": \"😀\\u2028\\u0001\\u007f\"}",
        "{\"big\": 12345678901234567890123456789012345678901234567890}",
        "{\"small\": 0.00000000000000000000000000000000000000000000000001}",
        "{\"exact\": 0.1000000000000000055511151231257827, \"price\": 2.50, \"minus\": -9007199254740993}",
        "\"{\\\"a\\\": 1}\"",
        "\"  {\\\"a\\\" :\\t1.50 } \"",
        "\"[1,2]\"",
        "\"\\\"text\\\"\"",
        "\"7\"",
        "\"null\"",
        "\"{\\\"k\\\": \\\"\\\\u00e9\\\"}\""
      })
  void whatWasSentComesBackFromEveryOperation(String json) throws JsonProcessingException {
    JsonNode sent = Json.read(json);
    String id = checked(api.post("/v2/task/create", body(json)), 201, sent);

    checked(api.get("/v2/task/view/" + id), 200, sent);
    checked(api.put("/v2/task/update/" + id, body(json)), 200, sent);
    Answer found = tasks.index(Map.of("task_id", id));
    assertThat(found.json().get(0).get("request")).isEqualTo(sent);
  }

  @Test
  void digitsAreKeptAsTheyWere() {
    String number = "[12345678901234567890.10, 2.50, 1e2, 1.5E-3]";
    Answer made = api.post("/v2/task/create", body(number));
    assertThat(made.text().replace(" ", ""))
        .contains("\"request\":[12345678901234567890.10,2.50,100,0.0015]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\" \"",
        "\"not json\"",
        "\"{\\\"a\\\": 1\"",
        "\"{} {}\"",
        "\"{\\\"a\\\": 1, \\\"a\\\": 2}\"",
        "\"NaN\"",
        "\"1e99999999999\"",
        "\"\\\"\\\\u0000\\\"\"",
        "{\"a\": \"\\u0000\"}",
        "{\"\\u0000\": 1}",
        "[\"\\ud800\"]",
        "1e401",
        "[1e-1000]",
      })
  void whatCannotBeKeptIsRefused(String json) {
    JsonNode problem = assertProblem(api.post("/v2/task/create", body(json)), 422);
    assertThat(Tasks.texts(problem.get("errors"), "pointer"))
        .containsExactly("/request", "/response");
    assertThat(tasks.found("task_id", null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999", "-1e-99999999999", "1e2147483648"})
  void aNumberThatNobodyCanHoldIsRefused(String number) {
    assertProblem(api.post("/v2/task/create", body(number)), 400);
  }

  @Test
  void thirtyTwoLevelsAreReadAndNoMore() {
    // the task itself is the first level
    Answer deepest = api.post("/v2/task/create", body("[".repeat(31) + "]".repeat(31)));
    assertThat(deepest.status()).isEqualTo(201);
    assertProblem(api.post("/v2/task/create", body("[".repeat(32) + "]".repeat(32))), 400);
    Map<String, Object> text = tasks.body("request", "[".repeat(33) + "]".repeat(33));
    assertProblem(api.post("/v2/task/create", text), 422);
  }

  @Test
  void aHandlerSeesTheParsedJsonInBothCases() {
    for (Object request : List.of(Map.of("a", 1), "{\"a\": 1}")) {
      JsonNode done =
          tasks.await(tasks.id("handler", "EchoHandler", "request", request), "completed");
      assertThat(done.get("response").get("a").intValue()).isEqualTo(1);
    }
  }

  @Test
  void jsonIsFoundByContainmentHoweverItWasSent() {
    String object = tasks.id("request", Map.of("a", Map.of("b", 1)));
    String text = tasks.id("request", "{\"a\": {\"b\": 1, \"c\": 2}}");
    assertThat(tasks.found("task_id", Map.of("request", Map.of("a", Map.of("b", 1)))))
        .containsExactlyInAnyOrder(object, text);
  }

  private static String checked(Answer answer, int status, JsonNode sent) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.json().get("request")).isEqualTo(sent);
    assertThat(answer.json().get("response")).isEqualTo(sent);
    return answer.json().get("task_id").textValue();
  }

  private String body(String json) {
    return "{\"handler\": \"%s\", \"user_id\": \"%s\", \"request\": %s, \"response\": %s}"
        .formatted(tasks.handler(), tasks.user(), json, json);
  }
}
