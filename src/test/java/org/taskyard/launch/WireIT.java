package org.taskyard.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.json.Json;
import org.taskyard.support.Api;
import org.taskyard.support.Problems;
import org.taskyard.support.PrometheusText;
import org.taskyard.support.RawHttp;
import org.taskyard.support.SharedJar;
import org.taskyard.support.TaskyardProcess;

/** Requests that the server, or the application in front of its resources, refuses. */
class WireIT {

  private static final String END = "\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private final TaskyardProcess server = SharedJar.server();

  @Test
  void metricsAreThoseOfTheServiceAndReadByTheStrictestReader() {
    assertThat(PrometheusText.read(server.api().get("/metrics").text()).keySet())
        .contains("taskyard_claimed_total")
        .allMatch(name -> name.matches("(taskyard|jvm|process)_.*"));
    assertThat(server.api().get("/metrics/base").status()).isBetween(400, 499);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v2/task/view/%zz HTTP/1.1",
        "GET /v2/task/view/%ff HTTP/1.1",
        "GET /v2/task/view/%00 HTTP/1.1",
        "GET /v2/../../etc HTTP/1.1",
        "GET /v2/a%5Cb HTTP/1.1",
        "GET nothing HTTP/1.1",
        "GET /v2/task/stats HTTP/9.9",
        "TRACE /v2/task/stats HTTP/1.1",
        "FOO /nothing HTTP/1.1",
        "GET // HTTP/1.1",
        "GET /v2/..;/ HTTP/1.1",
        "POST /v2/task/index HTTP/1.1\r\nContent-Length: abc",
        "GET /nothing HTTP/1.1\r\nHost: a b:x"
      })
  void malformedBytesGetAnAnswerOfTheServerAndCostNobodyElseTheirs(String line) throws Exception {
    assertThat(RawHttp.send(uri(), line + END))
        .startsWith("HTTP/1.1 ")
        .doesNotContain("\tat ")
        .doesNotContainIgnoringCase("Server:", "X-Powered-By:");
    assertThat(server.api().get("/v2/task/stats").status()).isEqualTo(200);
  }

  @Test
  void headersBeyondTheLimitAreRefused() throws Exception {
    String tooLong = "a".repeat(20_000);
    assertThat(RawHttp.send(uri(), "GET /v2/task/stats HTTP/1.1\r\nX: " + tooLong + END))
        .startsWith("HTTP/1.1 400 ");
    assertThat(RawHttp.send(uri(), "GET /v2/" + tooLong + " HTTP/1.1" + END))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void thereIsRoomForALongToken() throws Exception {
    String token = "Authorization: Bearer " + "a".repeat(12_000);
    assertThat(RawHttp.send(uri(), "GET /v2/task/stats HTTP/1.1\r\n" + token + END))
        .startsWith("HTTP/1.1 200 ");
  }

  /** As programs in Java do with each first request. */
  @Test
  void whoeverOffersHttp2IsAnsweredInHttp1() throws Exception {
    HttpRequest create =
        HttpRequest.newBuilder(uri().resolve("/v2/task/create"))
            .header("Content-Type", "application/json")
            .expectContinue(true)
            .POST(HttpRequest.BodyPublishers.ofString("{\"handler\": \"Nobody\"}"))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(create, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Type: ///", "Accept: ;;;"})
  void aHeaderThatCannotBeReadIsAProblem(String header) throws Exception {
    assertProblem(RawHttp.send(uri(), "POST /v2/task/index HTTP/1.1\r\n" + header + END), 400);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,/nothing/here,404", "DELETE,/nothing,404", "POST,/docs/api/index.html,405",
    "PUT,/docs/problems/not-found,405", "DELETE,/openapi,405", "POST,/health/live,405"
  })
  void whoeverWritesBesideTheApiLearnsWhatIsThere(String method, String path, int status) {
    Api.Answer answer = server.api().send(method, path, null);

    Problems.assertProblem(answer, status);
    assertThat(answer.header("Allow")).isEqualTo(status == 405 ? "GET, HEAD, OPTIONS" : null);
  }

  private URI uri() {
    return server.api().base();
  }

  private static void assertProblem(String answer, int status) throws IOException {
    String head = answer.substring(0, Math.max(0, answer.indexOf("\r\n\r\n")));
    assertThat(head).as(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(head.toLowerCase(Locale.ROOT))
        .as(answer)
        .contains("content-type: application/problem+json")
        .doesNotContain("server:");
    assertThat(Json.read(answer.substring(head.length() + 4)).path("status").intValue())
        .as(answer)
        .isEqualTo(status);
  }
}
