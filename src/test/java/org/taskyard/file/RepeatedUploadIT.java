package org.taskyard.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;

/** The header Idempotency-Key makes repeats of an upload safe. */
@OnServer
class RepeatedUploadIT {

  private static final String CONTENT = "line\n".repeat(100_000);

  private final Api api;
  private final String user = "user-" + UUID.randomUUID();
  private final String key = UUID.randomUUID().toString();

  RepeatedUploadIT(Api api) {
    this.api = api;
  }

  private Answer upload(String content, String name, String type, String query) {
    return api.sendBytes(
        "POST",
        "/v2/file/create?user_id=" + user + query,
        BodyPublishers.ofString(content),
        "Content-Type",
        type,
        "Content-Disposition",
        "attachment; filename=\"" + name + "\"",
        "Idempotency-Key",
        key);
  }

  private Answer upload(String content) {
    return upload(content, "a.txt", "text/plain", "");
  }

  private int stored() {
    return api.post("/v2/file/index", Map.of("filter", Map.of("user_id", user))).json().size();
  }

  @Test
  void aRepeatGetsTheFirstAnswerAndStoresNothing() {
    Answer first = upload(CONTENT);
    Answer repeat = upload(CONTENT);
    assertThat(first.status()).isEqualTo(201);
    assertThat(repeat.status()).isEqualTo(201);
    assertThat(repeat.text()).isEqualTo(first.text());
    assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
    assertThat(repeat.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(stored()).isEqualTo(1);
    assertThat(api.get(first.header("Location").replaceFirst("^.*/v2", "/v2")).text())
        .isEqualTo(CONTENT);
  }

  @Test
  void aRepeatGetsTheFirstAnswerAlsoWhenTheFileIsGone() {
    Answer first = upload(CONTENT);
    String id = first.json().get("file_id").textValue();
    assertThat(api.delete("/v2/file/delete/" + id).status()).isEqualTo(204);
    assertThat(upload(CONTENT).text()).isEqualTo(first.text());
    assertThat(stored()).isZero();
  }

  @Test
  void anotherFileUnderTheKeyIsRefused() {
    upload(CONTENT);
    assertProblem(upload(CONTENT + "more"), 422);
    assertProblem(upload(CONTENT, "b.txt", "text/plain", ""), 422);
    assertProblem(upload(CONTENT, "a.txt", "text/csv", ""), 422);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void aRefusedUploadKeepsTheKeyFree() {
    assertProblem(upload(CONTENT, "a.txt", "text/plain", "&task_id=" + UUID.randomUUID()), 422);
    assertThat(upload(CONTENT).status()).isEqualTo(201);
  }

  @Test
  void uploadsAtTheSameTimeWithOneKeyStoreOneFile() {
    List<CompletableFuture<Answer>> all =
        IntStream.range(0, 4)
            .mapToObj(n -> CompletableFuture.supplyAsync(() -> upload(CONTENT)))
            .toList();
    Set<String> answers =
        all.stream().map(CompletableFuture::join).map(Answer::text).collect(Collectors.toSet());
    assertThat(answers).hasSize(1);
    assertThat(stored()).isEqualTo(1);
  }
}
