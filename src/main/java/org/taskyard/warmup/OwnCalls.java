package org.taskyard.warmup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What clients ask most, asked by the node itself; nothing of it stays. */
final class OwnCalls {

  private static final int CREATES = 20;
  private static final int BATCH = 500;
  private static final int REPORTS = 100;
  private static final int LARGE_EVERY = 16;
  private static final int PATIENCE_MS = 20_000;

  private final String url;
  private final String task;
  private final String batch;

  /**
   * @param url of this node
   * @param handler whose tasks are not stored
   */
  OwnCalls(String url, String handler) {
    this.url = url;
    task =
        """
        {"handler":"%s","user_id":"warm-up","request":{"number":1,"text":"%s"}}"""
            .formatted(handler, "x".repeat(150));
    batch = Collections.nCopies(BATCH, task).stream().collect(Collectors.joining(",", "[", "]"));
  }

  /**
   * The cheap calls, and now and then the large ones.
   *
   * @param number of the round, from 0
   * @return how many calls were made
   * @throws IOException if an answer is not the expected one
   */
  int round(int number) throws IOException {
    for (int i = 0; i < CREATES; i++) {
      call("POST", "/v2/task/create", task, 201);
    }
    call("GET", "/v2/task/view/" + UUID.randomUUID(), null, 404);
    call("POST", "/v2/task/index", "{}", 200);
    call("POST", "/v2/work/complete", reports(), 200);
    if (!isLarge(number)) {
      return CREATES + 3;
    }
    call("POST", "/v2/task/create-batch", batch, 201);
    return CREATES + 4;
  }

  /**
   * Rarely, for what is created and undone leaves dead rows, which the database has to clear away.
   */
  static boolean isLarge(int number) {
    return number % LARGE_EVERY == 0;
  }

  /** Results of runs that nobody has: each is refused. */
  private static String reports() {
    return Stream.generate(
            () ->
                """
                {"task_id":"%s","lease_token":"%s","response":{"number":1}}"""
                    .formatted(UUID.randomUUID(), UUID.randomUUID()))
        .limit(REPORTS)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private void call(String method, String path, String json, int expected) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url + path).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout(PATIENCE_MS);
    connection.setReadTimeout(PATIENCE_MS);
    if (json != null) {
      send(connection, json.getBytes(StandardCharsets.UTF_8));
    }
    int status = connection.getResponseCode();
    // read to its end, so that the connection can be used again
    try (InputStream answer =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      byte[] body = answer == null ? new byte[0] : answer.readAllBytes();
      if (status != expected) {
        throw new IOException(
            method + " " + path + ": " + status + " " + new String(body, StandardCharsets.UTF_8));
      }
    }
  }

  private static void send(HttpURLConnection connection, byte[] body) throws IOException {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    connection.setRequestProperty("Content-Type", "application/json");
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
  }
}
