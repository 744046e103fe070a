package org.taskyard.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

/** JSON is read strictly, in UTF-8, at every door. */
@OnServer
class JsonIT {

  private static final String CREATE = "/v2/task/create";

  private final Api api;

  JsonIT(Api api) {
    this.api = api;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"page\": 1",
        "{\"page\": 1} x",
        "{\"page\": 1} {}",
        "{\"page\": 1, \"page\": 2}",
        "{'page': 1}",
        "{\"page\": 01}",
        "{\"page\": NaN}",
        "{\"page\": 1,}",
        "nonsense",
        "\"\u0001\"",
      })
  void whatIsNotStrictlyJsonIsUnreadable(String body) {
    assertProblem(api.post("/v2/task/index", body), 400);
  }

  @Test
  void nestingBeyondTheLimitIsUnreadable() {
    assertProblem(api.post("/v2/task/index", "[".repeat(40) + "]".repeat(40)), 400);
  }

  @Test
  void aNumberOfManyDigitsIsReadAndRefusedWhereItStands() {
    for (String number : new String[] {"1".repeat(1_100), "1".repeat(1_000_000), "1e999999999"}) {
      JsonNode problem =
          assertProblem(api.post("/v2/task/index", "{\"page\": " + number + "}"), 422);
      assertThat(Tasks.texts(problem.get("errors"), "pointer")).containsExactly("/page");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CREATE,
        "/v2/task/create-batch",
        "/v2/task/index",
        "/v2/handler/index",
        "/v2/schedule/create",
        "/v2/schedule/preview",
        "/v2/work/claim"
      })
  void jsonIsUtf8AndNothingElse(String path) {
    for (String charset : new String[] {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"}) {
      byte[] body = "{\"handler\": \"A\"}".getBytes(Charset.forName(charset));
      assertProblem(send(path, body, "application/json"), 400);
    }
    byte[] body = "[]".getBytes(StandardCharsets.UTF_8);
    assertProblem(send(path, body, "application/json; charset=utf-16"), 415);
    assertThat(send(path, body, "application/json; charset=\"UTF-8\"").status()).isNotEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-ndjson"})
  void aByteOrderMarkInFrontIsPassedOverAtEveryDoor(String type) {
    String task = "{\"handler\": \"Mark%s\"}".formatted(System.nanoTime());
    String batch = type.endsWith("/json") ? "[" + task + "]" : task + "\n" + task;
    byte[] marked = ("\uFEFF" + batch).getBytes(StandardCharsets.UTF_8);
    assertThat(send("/v2/task/create-batch", marked, type).status()).isEqualTo(201);
    byte[] late = (batch + "\n\uFEFF" + task).getBytes(StandardCharsets.UTF_8);
    assertThat(send("/v2/task/create-batch", late, type).status()).isBetween(400, 422);
    byte[] search = "\uFEFF{\"per-page\": 1.0}".getBytes(StandardCharsets.UTF_8);
    assertThat(send("/v2/task/index", search, "application/json").status()).isEqualTo(200);
  }

  @Test
  void linesInAnotherEncodingAreUnreadable() {
    byte[] lines = "{\"handler\": \"A\"}\n".getBytes(StandardCharsets.UTF_16LE);
    assertProblem(send("/v2/task/create-batch", lines, "application/x-ndjson"), 400);
    byte[] utf8 = "{\"handler\": \"A\"}\n".getBytes(StandardCharsets.UTF_8);
    assertProblem(
        send("/v2/task/create-batch", utf8, "application/x-ndjson; charset=iso-8859-1"), 415);
  }

  private Answer send(String path, byte[] body, String type) {
    return api.sendBytes("POST", path, BodyPublishers.ofByteArray(body), "Content-Type", type);
  }

  @Test
  void bytesThatAreNotUtf8AreUnreadable() {
    byte[] latin1 = {'{', '"', 'x', '"', ':', '"', (byte) 0xE9, '"', '}'};
    assertProblem(
        api.sendBytes(
            "POST",
            "/v2/task/index",
            BodyPublishers.ofByteArray(latin1),
            "Content-Type",
            "application/json"),
        400);
  }
}
