package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.access.Guarded.by;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.Eventually;

/** A tenant that may have 20 waiting tasks and a mebibyte. */
class QuotasIT {

  private static Guarded server;
  private static Api api;

  private final String boss = server.tokenOf("tenant-" + UUID.randomUUID(), "boss", "operator");

  @BeforeAll
  static void start() {
    server = Guarded.ofTenants();
    api = server.api();
  }

  private Answer batch(int tasks, String query) {
    List<Object> batch = Collections.nCopies(tasks, Map.of("handler", "Nobody"));
    return api.post("/v2/task/create-batch" + query, batch, by(boss));
  }

  private String waiting() {
    Object waiting = Map.of("filter", Map.of("status", List.of("pending", "running")));
    return api.post("/v2/task/index", waiting, by(boss)).header("X-Pagination-Total-Count");
  }

  private static void assertFull(Answer refused, String quota) {
    JsonNode problem = assertProblem(refused, 429);
    assertThat(problem.get("type").textValue()).endsWith("quota-exceeded");
    assertThat(problem.get("quota").textValue()).isEqualTo(quota);
    assertThat(refused.header("RateLimit")).startsWith("\"" + quota + "\";r=");
    assertThat(refused.header("RateLimit-Policy")).startsWith("\"" + quota + "\";q=");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
  }

  @Test
  void whatIsTooMuchIsRefusedAndNothingIsDone() {
    assertFull(batch(21, ""), "waiting");
    assertFull(batch(21, "?partial=true"), "waiting");
    assertThat(waiting()).isEqualTo("0");
    assertThat(batch(20, "").status()).isEqualTo(201);
    assertFull(api.post("/v2/task/create", Map.of("handler", "Nobody"), by(boss)), "waiting");
    assertThat(waiting()).isEqualTo("20");
  }

  @Test
  void whereTasksHaveEndedThereIsRoomAgain() {
    assertThat(batch(20, "").status()).isEqualTo(201);
    cancelOne();
    Eventually.seen(
        "there is room",
        () -> api.post("/v2/task/create", Map.of("handler", "Nobody"), by(boss)),
        answer -> answer.status() == 201);
  }

  @Test
  void aRepeatOfACreateIsNoCreate() {
    String[] headers = by(boss, "Idempotency-Key", UUID.randomUUID().toString());
    Map<String, Object> body = Map.of("handler", "Nobody");
    assertThat(api.post("/v2/task/create", body, headers).status()).isEqualTo(201);
    assertThat(batch(19, "").status()).isEqualTo(201);
    assertThat(api.post("/v2/task/create", body, headers).status()).isEqualTo(201);
  }

  @Test
  void filesHaveTheirShareOfTheBytes() {
    String half = "x".repeat(600 * 1024);
    String[] text = by(boss, "Content-Type", "text/plain");
    assertThat(api.send("POST", "/v2/file/create", half, text).status()).isEqualTo(201);
    assertFull(api.send("POST", "/v2/file/create", half, text), "bytes");
    assertThat(api.post("/v2/file/index", null, by(boss)).json()).hasSize(1);
  }

  @Test
  void aScheduleThatIsDueWaitsForRoomAndThenMakesItsTask() {
    assertThat(batch(20, "").status()).isEqualTo(201);
    Map<String, Object> once =
        Map.of(
            "name", "s",
            "interval", "PT1H",
            "starts_at", Instant.now().plusSeconds(2).toString(),
            "handler", "Nobody");
    String id =
        api.post("/v2/schedule/create", once, by(boss)).json().get("schedule_id").textValue();
    Eventually.seen(
        "it waits", () -> server.said().contains("Schedule [" + id + "] waits: "), said -> said);
    assertThat(waiting()).isEqualTo("20");
    assertThat(made("s")).isEmpty();
    cancelOne();
    Eventually.seen("it has made one", () -> made("s"), tasks -> tasks.size() == 1);
    assertThat(waiting()).isEqualTo("20");
  }

  @Test
  void anOperationNeedsRoomForItsOwnTaskAndKeepsItsPreviewUntilThereIsSome() {
    assertThat(batch(20, "").status()).isEqualTo(201);
    Map<String, Object> cancel = Map.of("action", "cancel", "filter", Map.of("handler", "Nobody"));
    Answer preview = api.post("/v2/operation/preview", cancel, by(boss));
    assertThat(preview.status()).as(preview.toString()).isEqualTo(200);
    Map<String, Object> run = Map.of("token", preview.json().get("token").textValue());
    assertFull(api.post("/v2/operation/create", run, by(boss)), "waiting");
    assertThat(waiting()).isEqualTo("20");
    cancelOne();
    Eventually.seen(
        "it is run",
        () -> api.post("/v2/operation/create", run, by(boss)),
        answer -> answer.status() == 201);
    Eventually.seen("all are cancelled", this::waiting, "0"::equals);
  }

  private void cancelOne() {
    Object pending = Map.of("filter", Map.of("status", "pending"), "per-page", 1);
    JsonNode task = api.post("/v2/task/index", pending, by(boss)).json().get(0);
    String path = "/v2/task/cancel/" + task.get("task_id").textValue();
    assertThat(api.post(path, null, by(boss)).status()).isEqualTo(200);
  }

  private JsonNode made(String schedule) {
    Object tag = Map.of("filter", Map.of("tags", "schedule:" + schedule));
    return api.post("/v2/task/index", tag, by(boss)).json();
  }

  @Test
  void aScheduleThatIsTriggeredAndAnImportHaveTheSameQuota() {
    assertThat(batch(19, "").status()).isEqualTo(201);
    Map<String, Object> schedule = Map.of("name", "n", "cron", "0 3 * * *", "handler", "Nobody");
    String id =
        api.post("/v2/schedule/create", schedule, by(boss)).json().get("schedule_id").textValue();
    String rows = "{\"handler\":\"Nobody\"}\n".repeat(5);
    Map<String, Object> request = Map.of("content", rows, "format", "ndjson");
    String imported =
        api.post(
                "/v2/task/create", Map.of("handler", "ImportHandler", "request", request), by(boss))
            .json()
            .get("task_id")
            .textValue();
    assertFull(api.post("/v2/schedule/trigger/" + id, null, by(boss)), "waiting");
    JsonNode putOff =
        Eventually.seen(
            "the import is put off",
            () -> api.get("/v2/task/view/" + imported, by(boss)).json(),
            task -> !task.get("error").isNull());
    assertThat(putOff.get("attempt").intValue()).isZero();
    assertThat(putOff.get("status").textValue()).isEqualTo("pending");
    assertThat(putOff.at("/error/message").textValue()).contains("quota");
    assertThat(waiting()).isEqualTo("20");
  }
}
