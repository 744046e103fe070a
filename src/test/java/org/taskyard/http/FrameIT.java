package org.taskyard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.RawHttp;

/** What every request passes through: paths, methods, media types, bodies, headers. */
@OnServer
class FrameIT {

  private static final String CREATE = "/v2/task/create";

  private final Api api;

  FrameIT(Api api) {
    this.api = api;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/nothing/here",
        "/v2",
        "/nothing",
        "/WEB-INF/web.xml",
        "/WEB-INF/problem",
        "/v2/task/index/more"
      })
  void whatIsNotThereIsAProblemWhereverItIsMissing(String path) {
    JsonNode problem = assertProblem(api.get(path), 404);
    assertThat(problem.path("instance").textValue()).isEqualTo(path);
  }

  @Test
  void aWrongMethodIsRefusedAndTheRightOnesAreNamed() {
    Answer answer = api.get(CREATE);
    assertProblem(answer, 405);
    assertThat(answer.header("Allow")).contains("POST");
  }

  @Test
  void anUnknownMethodIsRefused() {
    assertProblem(api.send("FOO", CREATE, null), 405);
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() {
    assertProblem(
        api.post(CREATE, "a=1", "Content-Type", "application/x-www-form-urlencoded"), 415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"task", "file", "schedule", "handler"})
  void aSearchOfAnotherTypeIsRefusedAndNotTakenForNone(String kind) {
    assertProblem(
        api.post("/v2/" + kind + "/index", "{\"page\": 2}", "Content-Type", "text/plain"), 415);
  }

  @ParameterizedTest
  @ValueSource(strings = {CREATE, "/v2/file/create", "/v2/file/index"})
  void anAnswerThatTheCallerWouldNotTakeIsRefused(String path) {
    assertProblem(api.post(path, "{\"handler\": \"X\"}", "Accept", "text/html"), 406);
  }

  @Test
  void aRefusalNeverRepeatsWhatWasSent() {
    Answer answer = api.post("/v2/task/index", "{\"page\": geheim}");
    assertProblem(answer, 400);
    assertThat(answer.text()).doesNotContain("geheim");
  }

  @Test
  void aBodyThatSaysItIsTooLargeIsRefused() {
    assertProblem(api.post("/v2/task/index", " ".repeat(9 * 1024 * 1024)), 413);
  }

  @Test
  void aBodyThatTurnsOutTooLargeIsRefused() {
    // a stream of unknown length is sent in chunks
    byte[] blanks =
        " ".repeat(9 * 1024 * 1024).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    Answer answer =
        api.sendBytes(
            "POST",
            "/v2/task/index",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(blanks)),
            "Content-Type",
            "application/json");
    assertProblem(answer, 413);
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() {
    for (String path : new String[] {"/v2/task/stats", "/nothing", "/v2/nothing"}) {
      Answer answer = api.get(path);
      assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      assertThat(answer.header("Content-Security-Policy"))
          .as(path)
          .contains("default-src 'none'", "frame-ancestors 'none'");
      assertThat(answer.headers().allValues("X-Frame-Options")).as(path).containsExactly("DENY");
      assertThat(answer.header("Server")).as(path).isNull();
      assertThat(answer.header("X-Powered-By")).as(path).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v2/task/stats", "/docs/api/", "/nothing", "/v2/nothing"})
  void whoeverCameByHttpsIsToldToStayWithIt(String path) {
    assertThat(api.get(path, "X-Forwarded-Proto", "https").header("Strict-Transport-Security"))
        .isEqualTo("max-age=31536000; includeSubDomains");
    assertThat(api.get(path).header("Strict-Transport-Security")).isNull();
  }

  @Test
  void aPageSharesNothingWithOthersAndAsksForNoDevice() {
    Answer page = api.get("/docs/api/");
    assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(page.header("Permissions-Policy")).contains("camera=()", "geolocation=()");
  }

  /**
   * Beyond 8 KiB the server sends chunks, and callers wait for the last one, unless told the
   * length.
   */
  @Test
  void everyLongAnswerSaysItsLength() {
    String handler = "Long" + System.nanoTime();
    saysItsLength(
        api.post(
            "/v2/task/create", Map.of("handler", handler, "request", List.of("x".repeat(10_000)))));
    api.post(
        "/v2/task/create-batch",
        Collections.nCopies(20, Map.of("handler", handler, "request", List.of("x".repeat(1_000)))));

    saysItsLength(api.post("/v2/task/index", Map.of("filter", Map.of("handler", handler))));
    saysItsLength(api.post("/v2/work/claim", Map.of("handlers", List.of(handler), "max", 20)));
  }

  private static void saysItsLength(Answer answer) {
    assertThat(answer.body()).hasSizeGreaterThan(8_192);
    assertThat(answer.header("Content-Length")).isEqualTo("" + answer.body().length);
  }

  @Test
  void whereSomethingIsIsReportedWithoutSchemeAndHostWhateverTheCallerCalledThem()
      throws Exception {
    String head =
        "Host: localhost:4711\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: t.example\r\n"
            + "Forwarded: proto=https;host=t.example\r\nConnection: close\r\n";
    String json = "Content-Type: application/json\r\nContent-Length: ";
    String body = "{\"handler\": \"X\"}";
    assertThat(
            RawHttp.send(
                api.base(),
                "POST /v2/task/create HTTP/1.1\r\n"
                    + head
                    + json
                    + body.length()
                    + "\r\n\r\n"
                    + body))
        .startsWith("HTTP/1.1 201")
        .contains("\nLocation: /v2/task/view/");
    assertThat(
            RawHttp.send(
                api.base(), "POST /v2/task/index HTTP/1.1\r\n" + head + json + "2\r\n\r\n{}"))
        .contains("\nLink: </v2/task/index?page=1&per-page=");
    assertThat(RawHttp.send(api.base(), "GET /docs/api?x=1 HTTP/1.1\r\n" + head + "\r\n"))
        .startsWith("HTTP/1.1 301")
        .contains("\nLocation: /docs/api/?x=1\r\n");
  }

  @Test
  void healthAndMetricsAnswer() {
    assertThat(api.get("/health/live").status()).isEqualTo(200);
    assertThat(api.get("/health/ready").text()).contains("\"database\"");
    assertThat(api.get("/metrics").status()).isEqualTo(200);
  }
}
