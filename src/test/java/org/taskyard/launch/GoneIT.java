package org.taskyard.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.Eventually;
import org.taskyard.support.RawHttp;
import org.taskyard.support.SharedJar;
import org.taskyard.support.TaskyardProcess;

/** Callers who go before they have their answer; only the runnable jar finds out at once. */
class GoneIT {

  private static final String CLAIM = "/v2/work/claim";
  private static final int PLACES = 2_000;
  private static final int STREAMS = SharedJar.STREAMS_PER_CALLER;

  private final TaskyardProcess server = SharedJar.server();
  private final Api api = server.api();
  private final String handler = "Gone" + UUID.randomUUID().toString().substring(0, 8);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPollWhoseCallerHasGoneTakesNoTask(boolean reset) throws IOException {
    Socket gone = RawHttp.open(uri(), claim(30));
    letASecondPass();
    RawHttp.leave(gone, reset);

    assertAnotherWorkerGets(task());
  }

  /** As programs in Java do it; of HTTP/2 no test says anything yet. */
  @Test
  void aPollThatWasCancelledTakesNoTask() {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest poll =
        HttpRequest.newBuilder(uri().resolve(CLAIM))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(claimBody(30)))
            .build();
    CompletableFuture<?> cancelled = client.sendAsync(poll, BodyHandlers.ofString());
    letASecondPass();
    cancelled.cancel(true);
    letASecondPass();

    assertAnotherWorkerGets(task());
  }

  @Test
  void anAnswerThatBreaksOffHandsItsTasksBack() throws IOException {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      made.add(task("x".repeat(250_000)));
    }
    Socket gone = RawHttp.open(uri(), claim(0));
    assertThat(gone.getInputStream().read()).isEqualTo('H');
    RawHttp.leave(gone, true);

    Eventually.holds(
        "all wait again", () -> made.stream().allMatch(id -> status(id).equals("pending")));
    assertThat(api.get("/v2/task/attempts/" + made.get(0)).json()).isEmpty();
    assertAnotherWorkerGets(made.get(0));
  }

  @Test
  void whatIsSentBehindAPollIsAnsweredBehindIt() throws IOException {
    // looked for once a second
    String poll = claim(2);
    String stats = "GET /v2/task/stats HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String last = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    try (Socket socket = RawHttp.open(uri(), poll)) {
      letASecondPass();
      socket.getOutputStream().write((stats + poll + last).getBytes(StandardCharsets.US_ASCII));
      String answers =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(5);
      assertThat(answers).containsSubsequence("[]", "by_status", "[]", "UP");
    }
  }

  @Test
  void aCallerWhoHasGoneLeavesItsPlaceToOneWhoWaits() throws IOException {
    String id = task();
    String wait =
        "GET /v2/task/view/" + id + " HTTP/1.1\r\nHost: localhost\r\nPrefer: wait=60\r\n\r\n";
    List<Socket> waiting = new ArrayList<>();
    // some may be refused where so many come at once
    do {
      for (int i = 0; i < PLACES / 4; i++) {
        waiting.add(RawHttp.open(uri(), wait));
      }
    } while (isHeard(id) && waiting.size() < PLACES * 2);
    assertThat(isHeard(id)).isFalse();

    for (int i = 0; i < waiting.size(); i++) {
      RawHttp.leave(waiting.get(i), i % 2 == 0);
    }
    assertThat(isHeard(id)).isTrue();
  }

  @Test
  void aPageThatIsReloadedAgainAndAgainGetsItsStream() throws IOException {
    for (int i = 0; i < STREAMS * 4; i++) {
      Socket stream = stream();
      assertThat(statusLine(stream)).startsWith("HTTP/1.1 200");
      RawHttp.leave(stream, i % 2 == 0);
    }
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      open.add(stream());
      assertThat(statusLine(open.get(i))).startsWith("HTTP/1.1 200");
    }
    try (Socket beyond = stream()) {
      assertThat(statusLine(beyond)).startsWith("HTTP/1.1 429");
    }
    for (Socket stream : open) {
      RawHttp.leave(stream, false);
    }
    try (Socket again = stream()) {
      assertThat(statusLine(again)).startsWith("HTTP/1.1 200");
    }
    assertThat(server.said()).doesNotContain("AsyncListener", "leak");
  }

  private void assertAnotherWorkerGets(String id) {
    JsonNode tasks =
        api.post(CLAIM, Map.of("handlers", List.of(handler), "wait_seconds", 20)).json();
    assertThat(tasks).hasSize(1);
    assertThat(tasks.get(0).get("task_id").textValue()).isEqualTo(id);
    assertThat(tasks.get(0).get("attempt").intValue()).isEqualTo(1);
  }

  /** Whoever was sent before waits by then. */
  private void letASecondPass() {
    Map<String, Object> claim = Map.of("handlers", List.of(handler + "Nobody"), "wait_seconds", 1);
    assertThat(api.post(CLAIM, claim).json()).isEmpty();
  }

  private boolean isHeard(String id) {
    return api.get("/v2/task/view/" + id, "Prefer", "wait=1").header("Preference-Applied") != null;
  }

  private String claim(int seconds) {
    String body = claimBody(seconds);
    return "POST "
        + CLAIM
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private String claimBody(int seconds) {
    return "{\"handlers\": [\"%s\"], \"max\": 100, \"lease_seconds\": 300, \"wait_seconds\": %d}"
        .formatted(handler, seconds);
  }

  private String task(Object... request) {
    return api.post("/v2/task/create", Map.of("handler", handler, "request", List.of(request)))
        .json()
        .get("task_id")
        .textValue();
  }

  private String status(String id) {
    return api.get("/v2/task/view/" + id).json().get("status").textValue();
  }

  private Socket stream() throws IOException {
    return RawHttp.open(
        uri(), "GET /v2/task/events?handler=" + handler + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  private static String statusLine(Socket socket) throws IOException {
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
        .readLine();
  }

  private URI uri() {
    return api.base();
  }
}
