package org.taskyard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.json.Json;
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
        "1e99999999999",
        "-1e-99999999999",
        "[{\"a\": 1e2147483648}]",
      })
  void whatCannotBeKeptIsRefused(String json) {
    JsonNode problem = assertProblem(api.post("/v2/task/create", body(json)), 422);
    assertThat(Tasks.texts(problem.get("errors"), "pointer"))
        .satisfiesExactly(
            pointer -> assertThat(pointer).startsWith("/request"),
            pointer -> assertThat(pointer).startsWith("/response"));
    assertThat(tasks.found("task_id", null)).isEmpty();
  }

  @Test
  void aNumberThatCannotBeKeptIsReportedAtItsPlace() {
    String body = body("{\"a/b\": [0, %s]}".formatted("7".repeat(3_000)));
    JsonNode problem = assertProblem(api.post("/v2/task/create", body), 422);
    assertThat(Tasks.texts(problem.get("errors"), "pointer"))
        .containsExactly("/request/a~1b/1", "/response/a~1b/1");
  }

  @Test
  void aNameMayBeLong() throws JsonProcessingException {
    String json = "{\"" + "https://example.com/".repeat(2_000) + "\": 1}";
    checked(api.post("/v2/task/create", body(json)), 201, Json.read(json));
  }

  @Test
  void aValueHas32LevelsAndNoMoreWhereverItStands() {
    String deepest = "[".repeat(32) + "]".repeat(32);
    String deeper = "[" + deepest + "]";
    assertThat(api.post("/v2/task/create", body(deepest)).status()).isEqualTo(201);
    assertThat(api.post("/v2/task/create-batch", "[" + body(deepest) + "]").status())
        .isEqualTo(201);
    assertThat(tasks.index(Map.of("request", Map.of("a", nested(31)))).status()).isEqualTo(200);
    assertProblem(api.post("/v2/task/create", body(deeper)), 400);
    assertProblem(api.post("/v2/task/create-batch", "[" + body(deeper) + "]"), 400);
    assertProblem(tasks.index(Map.of("request", Map.of("a", nested(32)))), 400);
    assertProblem(api.post("/v2/task/create", tasks.body("request", deeper)), 422);
  }

  private static Object nested(int levels) {
    Object nested = List.of();
    for (int i = 1; i < levels; i++) {
      nested = List.of(nested);
    }
    return nested;
  }

  @Test
  void whatIsShownIsTakenBackAlsoAtTheEdgeOfWhatIsTaken() throws JsonProcessingException {
    String most = "[\"" + "x".repeat(256 * 1024 - 4) + "\"]";
    String numbers = "[" + "1,".repeat(130_000) + "1e299]";
    String deepest = "{\"a\":".repeat(32) + "1" + "}".repeat(32);
    for (Object request :
        List.of(deepest, Json.read(most), Json.read(numbers), "[1e399, \"\\u00e9\"]")) {
      JsonNode shown =
          tasks.await(tasks.id("handler", "EchoHandler", "request", request), "completed");
      Answer updated = api.put("/v2/task/update/" + shown.get("task_id").textValue(), shown);
      assertThat(updated.status()).as(updated.text()).isEqualTo(200);
      assertThat(updated.json().get("response")).isEqualTo(shown.get("response"));
      ObjectNode copy = ((ObjectNode) shown.deepCopy()).put("task_id", "" + UUID.randomUUID());
      assertThat(api.post("/v2/task/create-batch", List.of(copy)).status()).isEqualTo(201);
    }
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
