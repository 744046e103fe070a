package org.taskyard.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

/** The header Idempotency-Key makes repeats of a create safe. */
@OnServer
class IdempotencyIT {

  private final Api api;
  private final Tasks tasks;
  private final String key = UUID.randomUUID().toString();

  IdempotencyIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  @Test
  void aRepeatGetsTheFirstAnswerWhateverHasBecomeOfTheTask() {
    Answer first = create(key, "a");
    String id = first.json().get("task_id").textValue();
    tasks.update(id, "entity_id", "changed");

    Answer repeat = create(key, "a");
    assertThat(repeat.status()).isEqualTo(201);
    assertThat(repeat.text()).isEqualTo(first.text());
    assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
    assertThat(repeat.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(tasks.found("entity_id", null)).containsExactly("changed");
  }

  @Test
  void aKeyIsTheSameQuotedAndPlain() {
    assertThat(create('"' + key + '"', "a").text()).isEqualTo(create(key, "a").text());
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefused() {
    create(key, "a");
    assertProblem(create(key, "b"), 422);
    assertThat(tasks.found("entity_id", null)).containsExactly("a");
  }

  @Test
  void whitespaceMakesNoOtherBody() {
    String body = "{\"handler\": \"%s\", \"user_id\": \"%s\"}";
    String plain = body.formatted(tasks.handler(), tasks.user());
    Answer first = api.post("/v2/task/create", plain, "Idempotency-Key", key);
    Answer repeat = api.post("/v2/task/create", plain.replace(" ", "\n "), "Idempotency-Key", key);
    assertThat(repeat.text()).isEqualTo(first.text());
  }

  @Test
  void differentKeysAreDifferentRequests() {
    create(key, "a");
    create(key + "-2", "a");
    assertThat(tasks.found("entity_id", null)).containsExactly("a", "a");
  }

  @Test
  void aRefusedRequestKeepsTheKeyFree() {
    String id = tasks.id();
    Answer refused = api.post("/v2/task/create", tasks.body("task_id", id), "Idempotency-Key", key);
    assertProblem(refused, 409);
    assertThat(create(key, "a").status()).isEqualTo(201);
  }

  @Test
  void aBatchHasKeysToo() {
    List<Object> batch = List.of(tasks.body("entity_id", "1"), tasks.body("entity_id", "2"));
    for (String query : List.of("", "?partial=true")) {
      String path = "/v2/task/create-batch" + query;
      Answer first = api.post(path, batch, "Idempotency-Key", key);
      Answer repeat = api.post(path, batch, "Idempotency-Key", key);
      assertThat(repeat.status()).isEqualTo(first.status());
      assertThat(repeat.text()).isEqualTo(first.text());
      assertProblem(api.post(path, List.of(tasks.body()), "Idempotency-Key", key), 422);
    }
    assertThat(tasks.found("task_id", null)).hasSize(4);
  }

  @Test
  void aNumberThatNobodyCanWriteOutIsAFaultOfItsItemOnly() {
    String batch =
        "[{\"handler\": \"%s\", \"user_id\": \"%s\"}, {\"handler\": \"X\", \"request\": 1e999999999}]"
            .formatted(tasks.handler(), tasks.user());
    String path = "/v2/task/create-batch?partial=true";
    Answer first = api.post(path, batch, "Idempotency-Key", key);
    assertThat(first.status()).as(first.toString()).isEqualTo(207);
    assertThat(first.json().at("/results").findValuesAsText("status"))
        .containsExactly("201", "422");
    assertThat(api.post(path, batch, "Idempotency-Key", key).text()).isEqualTo(first.text());
  }

  @Test
  void requestsAtTheSameTimeWithOneKeyMakeOneTask() {
    List<CompletableFuture<Answer>> all =
        IntStream.range(0, 8)
            .mapToObj(n -> CompletableFuture.supplyAsync(() -> create(key, "a")))
            .toList();
    Set<String> answers =
        all.stream().map(CompletableFuture::join).map(Answer::text).collect(Collectors.toSet());
    assertThat(answers).hasSize(1);
    assertThat(tasks.found("entity_id", null)).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\"\"", "a\tb"})
  void whatIsNoKeyIsRefused(String bad) {
    assertProblem(create(bad, "a"), 422);
    assertThat(tasks.found("task_id", null)).isEmpty();
  }

  @Test
  void aKeyMayHave255Characters() {
    assertThat(create("k".repeat(219) + key, "a").status()).isEqualTo(201);
    assertProblem(create("k".repeat(220) + key, "a"), 422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\u0000", "2024-01-01"})
  void whatHasNoEffectMayStandInTheBodyAndBelongsToIt(String createdAt) {
    String body =
        "{\"handler\": \"%s\", \"user_id\": \"%s\", \"created_at\": \"%s\"}"
            .formatted(tasks.handler(), tasks.user(), createdAt);
    Answer first = api.post("/v2/task/create", body, "Idempotency-Key", key);
    assertThat(first.status()).as(first.toString()).isEqualTo(201);
    assertThat(api.post("/v2/task/create", body, "Idempotency-Key", key).text())
        .isEqualTo(first.text());
    String other = body.replace("created_at", "updated_at");
    assertProblem(api.post("/v2/task/create", other, "Idempotency-Key", key), 422);
  }

  private Answer create(String withKey, String entity) {
    return api.post("/v2/task/create", tasks.body("entity_id", entity), "Idempotency-Key", withKey);
  }
}
