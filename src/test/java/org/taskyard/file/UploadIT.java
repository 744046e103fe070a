package org.taskyard.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Runs;
import org.taskyard.support.Uploads;

/** Files on their way in. Each test stores under a user of its own. */
@OnServer
class UploadIT {

  private static final int MIB = 1024 * 1024;

  private final Api api;
  private final String user = "upload-" + UUID.randomUUID();

  UploadIT(Api api) {
    this.api = api;
  }

  @Test
  void whatIsKnownOfAFileIsTheAnswer() throws Exception {
    byte[] content = new byte[700_000];
    new Random(1).nextBytes(content);
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));

    Answer stored =
        send(content, "Content-Type", "image/png", "Content-Disposition", "inline; filename=a.png");

    assertThat(stored.status()).as(stored.toString()).isEqualTo(201);
    JsonNode file = stored.json();
    assertThat(file.path("name").textValue()).isEqualTo("a.png");
    assertThat(file.path("content_type").textValue()).isEqualTo("image/png");
    assertThat(file.path("size").longValue()).isEqualTo(700_000);
    assertThat(file.path("sha256").textValue()).isEqualTo(digest);
    assertThat(file.path("user_id").textValue()).isEqualTo(user);
    assertThat(file.path("task_id").isNull()).isTrue();
    assertThat(stored.header("ETag")).isEqualTo('"' + digest + '"');
    assertThat(stored.header("Location"))
        .endsWith("/v2/file/view/" + file.path("file_id").textValue());
    assertThat(found()).containsExactly(file);
  }

  @Test
  void aFileWithoutAnythingIsAFileToo() {
    JsonNode file = send(new byte[0]).json();
    assertThat(file.path("size").intValue()).isZero();
    assertThat(file.path("name").textValue()).isEqualTo("file");
    assertThat(file.path("content_type").textValue()).isEqualTo("application/octet-stream");
    Answer head = api.send("HEAD", "/v2/file/view/" + file.path("file_id").textValue(), null);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "attachment; filename=\"../../etc/passwd\"                  | passwd",
        "attachment; filename=\"C:\\\\temp\\\\x.csv\"               | x.csv",
        "attachment; filename=\"C:\\Users\\me\\tasks.csv\"          | tasks.csv",
        "attachment; filename*=UTF-8''%F0%B1%8D%90%20%F0%9F%AB%A8.csv | \uD884\uDF50 \uD83E\uDEE8.csv",
        "attachment; filename=\"..\"                                | file",
        "attachment; filename*=UTF-8''%E2%82%AC%20rates.csv; filename=rates.csv | € rates.csv",
        "attachment; filename*=UTF-8''evil%0D%0AX-Injected:1.txt    | evilX-Injected:1.txt",
        "attachment                                                 | file",
      })
  void aNameIsOnlyALabel(String header, String name) {
    JsonNode file = send(new byte[] {1}, "Content-Disposition", header).json();
    assertThat(file.path("name").textValue()).isEqualTo(name);
    Answer content = api.get("/v2/file/view/" + file.path("file_id").textValue());
    assertThat(content.header("X-Injected")).isNull();
    assertThat(FileName.from(content.header("Content-Disposition"))).isEqualTo(name);
  }

  @Test
  void whatIsNotAPlainBodyIsRefusedAndNothingIsStored() {
    byte[] content = {1, 2, 3};
    assertProblem(send(content, "Content-Type", "multipart/form-data; boundary=x"), 415);
    assertProblem(send(content, "Content-Encoding", "gzip"), 415);
    assertProblem(send(content, "Content-Type", "text"), 400);
    assertProblem(send(content, "Content-Type", "text/*"), 422);
    assertThat(found()).isEmpty();
  }

  @Test
  void everyFaultOfTheQueryIsReported() {
    Answer refused =
        api.sendBytes(
            "POST",
            "/v2/file/create?task_id=nobody&user_id=" + "u".repeat(65),
            BodyPublishers.ofByteArray(new byte[1]));
    assertThat(assertProblem(refused, 422).path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/task_id", "/user_id");
  }

  @Test
  void aFileOfATaskGoesWithTheTask() {
    String task = Runs.create(api, Map.of("handler", "NobodyServesThis"));
    JsonNode file = Uploads.store(api, "a", "text/plain", new byte[9], "?task_id=" + task);
    String id = file.path("file_id").textValue();
    assertThat(file.path("task_id").textValue()).isEqualTo(task);

    JsonNode refusal = assertProblem(api.delete("/v2/task/delete/" + task), 409);
    assertThat(refusal.path("entities").findValuesAsText("id")).containsExactly(id);
    assertThat(api.get("/v2/file/view/" + id).status()).isEqualTo(200);

    assertThat(api.delete("/v2/task/delete/" + task + "?force=true").status()).isEqualTo(204);
    assertProblem(api.get("/v2/file/view/" + id), 404);
  }

  @Test
  void aTaskThatIsNotThereOwnsNoFile() {
    Answer refused =
        api.sendBytes(
            "POST",
            "/v2/file/create?user_id=" + user + "&task_id=" + UUID.randomUUID(),
            BodyPublishers.ofByteArray(new byte[1]));
    assertProblem(refused, 422);
    assertThat(found()).isEmpty();
  }

  @Test
  void anUploadThatSaysItIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
    String answer = raw("Content-Length: " + 101L * MIB, out -> {});
    assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json");
    assertThat(found()).isEmpty();
  }

  @Test
  void anUploadThatTurnsOutToBeTooLargeIsStoppedAtItsLimit() throws IOException {
    byte[] chunk = ("100000\r\n" + "x".repeat(MIB) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    String answer =
        raw(
            "Transfer-Encoding: chunked",
            out -> {
              for (int i = 0; i < 100; i++) {
                out.write(chunk);
              }
              out.write("1\r\nx\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            });
    assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json");
    assertThat(found()).isEmpty();
  }

  @Test
  void nobodySeesAFileBeforeItIsWhole() throws IOException {
    String answer =
        raw(
            "Content-Length: " + MIB,
            out -> {
              out.write(new byte[MIB - 1]);
              out.flush();
              assertThat(found()).isEmpty();
              out.write(0);
            });
    assertThat(answer).startsWith("HTTP/1.1 201");
    assertThat(found()).hasSize(1);
  }

  private Answer send(byte[] content, String... headers) {
    return api.sendBytes(
        "POST", "/v2/file/create?user_id=" + user, BodyPublishers.ofByteArray(content), headers);
  }

  private List<JsonNode> found() {
    JsonNode page = api.post("/v2/file/index", Map.of("filter", Map.of("user_id", user))).json();
    return java.util.stream.StreamSupport.stream(page.spliterator(), false).toList();
  }

  private interface Body {
    void to(OutputStream out) throws IOException;
  }

  /** Sends what no client would: the body ends where {@code body} does, whatever the head says. */
  private String raw(String framing, Body body) throws IOException {
    try (Socket socket = new Socket(api.base().getHost(), api.base().getPort())) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /v2/file/create?user_id=%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n\r\n";
      out.write(head.formatted(user, framing).getBytes(StandardCharsets.US_ASCII));
      body.to(out);
      out.flush();
      socket.shutdownOutput();
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
