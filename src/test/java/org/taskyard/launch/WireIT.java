package org.taskyard.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.taskyard.platform.Json;
import org.taskyard.support.Api;
import org.taskyard.support.Problems;
import org.taskyard.support.PrometheusText;
import org.taskyard.support.RawHttp;
import org.taskyard.support.SharedJar;
import org.taskyard.support.TaskyardProcess;

/** What is refused before any code of the application runs is told in the same form. */
class WireIT {

  private static final String END = "\r\nHost: x\r\nConnection: close\r\n\r\n";

  private final TaskyardProcess server = SharedJar.server();

  @Test
  void metricsAreThoseOfTheServiceAndReadByTheStrictestReader() {
    assertThat(PrometheusText.read(server.api().get("/metrics").text()).keySet())
        .contains("taskyard_claimed_total")
        .allMatch(name -> name.matches("(taskyard|jvm|process)_.*"));
    assertThat(server.api().get("/metrics/base").status()).isBetween(400, 499);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /v2/task/view/%zz HTTP/1.1     | 400
          GET /v2/task/view/%ff HTTP/1.1     | 400
          GET /v2/task/view/%00 HTTP/1.1     | 400
          GET /v2/../../etc HTTP/1.1         | 400
          GET /v2/a%5Cb HTTP/1.1             | 400
          GET nothing HTTP/1.1               | 400
          GET /v2/task/stats HTTP/9.9        | 505
          TRACE /v2/task/stats HTTP/1.1      | 405
          TRACE /nothing HTTP/1.1            | 405
          FOO /nothing HTTP/1.1              | 501
          GET // HTTP/1.1                    | 404
          GET /v2/..;/ HTTP/1.1              | 404
          """)
  void aLineThatNoApplicationSeesIsAProblem(String line, int status) throws Exception {
    assertProblem(RawHttp.send(uri(), line + END), status);
  }

  @Test
  void aRequestWithoutHostIsAProblem() throws Exception {
    assertProblem(RawHttp.send(uri(), "GET /nothing HTTP/1.1\r\nConnection: close\r\n\r\n"), 400);
    assertProblem(
        RawHttp.send(uri(), "GET /nothing HTTP/1.1\r\nHost: a b:x\r\nConnection: close\r\n\r\n"),
        400);
    assertProblem(RawHttp.send(uri(), "GET /nothing HTTP/1.0\r\n\r\n"), 404);
  }

  @Test
  void headersBeyondTheLimitAreAProblem() throws Exception {
    assertProblem(
        RawHttp.send(uri(), "GET /v2/task/stats HTTP/1.1\r\nX: " + "a".repeat(20_000) + END), 400);
    assertProblem(RawHttp.send(uri(), "GET /v2/" + "a".repeat(20_000) + " HTTP/1.1" + END), 400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Content-Length: abc
          Content-Type: ///
          Accept: ;;;
          """)
  void aHeaderThatCannotBeReadIsAProblem(String header) throws Exception {
    assertProblem(RawHttp.send(uri(), "POST /v2/task/index HTTP/1.1\r\n" + header + END), 400);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,/nothing/here,404", "DELETE,/nothing,404", "POST,/docs/api/index.html,405",
    "PUT,/docs/problems/not-found,405", "DELETE,/openapi,405", "POST,/health/live,405"
  })
  void whoeverWritesBesideTheApiIsToldWhatIsThere(String method, String path, int status) {
    Api.Answer answer = server.api().send(method, path, null);

    Problems.assertProblem(answer, status);
    assertThat(answer.header("Allow")).isEqualTo(status == 405 ? "GET, HEAD, OPTIONS" : null);
  }

  @Test
  void aRefusalSpoilsNoOtherRequestOfTheConnection() {
    Api api = server.api();
    for (int i = 0; i < 3; i++) {
      Problems.assertProblem(api.get("/v2/task/view/%ff"), 400);
      assertThat(api.get("/v2/task/stats").status()).isEqualTo(200);
      assertThat(api.send("HEAD", "/v2/%ff", null).body()).isEmpty();
      assertThat(api.send("HEAD", "/nothing", null).status()).isEqualTo(404);
    }
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
