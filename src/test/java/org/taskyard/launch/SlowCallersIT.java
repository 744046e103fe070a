package org.taskyard.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.taskyard.support.Api;
import org.taskyard.support.Eventually;
import org.taskyard.support.Problems;
import org.taskyard.support.RawHttp;
import org.taskyard.support.SharedJar;
import org.taskyard.support.Uploads;

/** Callers who send or read too slowly, or not at all; only the runnable jar bounds them. */
class SlowCallersIT {

  /** More than the server has threads. */
  private static final int MANY = 230;

  private static final int PLACES_OF_DOWNLOADS = 50;

  /** Milliseconds on a machine with nothing else to do; half a minute if they had to wait. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final String UPLOAD =
      "POST /v2/file/create HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n";
  private static final String CREATE =
      "POST /v2/task/create HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  private final Api api = SharedJar.server().api();
  private final List<Socket> open = new ArrayList<>();

  private Socket send(String request) {
    try {
      Socket socket = RawHttp.open(api.base(), request);
      socket.setSoTimeout((int) Duration.ofMinutes(2).toMillis());
      open.add(socket);
      return socket;
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }

  @AfterEach
  void leave() throws IOException {
    for (Socket socket : open) {
      if (!socket.isClosed()) {
        RawHttp.leave(socket, true);
      }
    }
  }

  @Test
  void stalledUploadsOfAnySizeLeaveThreadsForEverybodyElse() throws IOException {
    assertSomethingIsAnsweredSoon();
    for (int i = 0; i < MANY; i++) {
      send(UPLOAD + "Content-Length: 1000000\r\n\r\n");
      send(UPLOAD + "Content-Length: 1000000\r\n\r\n" + "x".repeat(20_000));
    }
    for (int i = 0; i < 10; i++) {
      assertSomethingIsAnsweredSoon();
    }
    leave();
    assertThat(Uploads.text(api, "after.txt", "text/plain", "x".repeat(100_000))).isNotNull();
  }

  @Test
  void aLargeBodyBehindStalledOnesIsReadWhenTheyHaveGone() throws IOException {
    for (int i = 0; i < MANY; i++) {
      send(UPLOAD + "Content-Length: 1000000\r\n\r\n" + "x".repeat(20_000));
    }
    List<Socket> stalled = List.copyOf(open);
    Socket behind = send(UPLOAD + "Content-Length: 100000\r\n\r\n" + "x".repeat(50_000));
    behind.getOutputStream().write("x".repeat(50_000).getBytes());
    for (Socket socket : stalled) {
      RawHttp.leave(socket, false);
    }
    assertThat(statusLine(behind)).startsWith("HTTP/1.1 201");
  }

  /** Fifty bytes a second: more often than any timeout between two bytes. */
  @Test
  @Timeout(180)
  void whoeverSendsAByteNowAndThenIsCutOffWhereverItIs() {
    List<Socket> dripping =
        List.of(
            send("GET /v2/task/stats HTTP/1.1\r\nHost: localhost\r\nX: "),
            send(CREATE + "Content-Length: 10000\r\n\r\n{"),
            send(UPLOAD + "Content-Length: 1000000\r\n\r\n" + "x".repeat(20_000)),
            send(UPLOAD + "Transfer-Encoding: chunked\r\n\r\n9c40\r\n" + "x".repeat(20_000)));
    Eventually.holds(
        "all are cut off",
        () ->
            dripping.stream().map(SlowCallersIT::takesAnotherByte).toList().stream()
                .noneMatch(open -> open));
  }

  @Test
  @Timeout(180)
  void whoeverStallsIsCutOff() throws IOException {
    String file = Uploads.text(api, "large.txt", "text/plain", "x".repeat(4_000_000));
    List<Socket> stalled =
        List.of(
            send(""),
            send("GET /v2/task/stats HTTP/1.1\r\nHost: localhost\r\nX: "),
            send(CREATE + "Content-Length: 50\r\n\r\n{"),
            send(CREATE + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"),
            send(CREATE + "Content-Length: 50000\r\n\r\n{\"handler\": \"" + "x".repeat(20_000)),
            send(CREATE + "Content-Length: 50\r\nExpect: 100-continue\r\n\r\n"),
            send(UPLOAD + "Transfer-Encoding: chunked\r\n\r\n9c40\r\n" + "x".repeat(20_000)));
    Socket reader = send("GET /v2/file/view/" + file + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

    for (Socket socket : stalled) {
      assertThat(readAll(socket)).isLessThan(1_000);
    }
    assertThat(readAll(reader)).isLessThan(4_000_000);
    assertThat(SharedJar.server().said()).doesNotContain("ErrorPage", "java.io.IOException");
  }

  @Test
  void moreDownloadsThanANodeSendsAtATimeAreAskedToComeAgain() throws IOException {
    String path =
        "/v2/file/view/" + Uploads.text(api, "many.txt", "text/plain", "x".repeat(4_000_000));
    for (int i = 0; i < PLACES_OF_DOWNLOADS; i++) {
      assertThat(statusLine(send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")))
          .startsWith("HTTP/1.1 200");
    }
    Api.Answer beyond = api.get(path);
    Problems.assertProblem(beyond, 503);
    assertThat(beyond.header("Retry-After")).isNotNull();

    leave();
    Eventually.holds("there is room", () -> api.get(path).status() == 200);
  }

  private void assertSomethingIsAnsweredSoon() {
    for (String path : List.of("/health/live", "/v2/task/stats")) {
      long began = System.nanoTime();
      assertThat(api.get(path).status()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).as(path).isLessThan(SOON);
    }
    assertThat(api.post("/v2/task/create", Map.of("handler", "Nobody")).status()).isEqualTo(201);
  }

  private static boolean takesAnotherByte(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static String statusLine(Socket socket) throws IOException {
    byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
    return new String(line, java.nio.charset.StandardCharsets.US_ASCII);
  }

  /** Bytes until the server closes the connection, or resets it. */
  private static long readAll(Socket socket) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long all = 0;
    try {
      for (int got = 0; got >= 0; got = socket.getInputStream().read(buffer)) {
        all += got;
      }
    } catch (java.net.SocketException reset) {
      return all;
    }
    return all;
  }
}
