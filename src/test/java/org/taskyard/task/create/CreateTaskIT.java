package org.taskyard.task.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;
import static org.taskyard.support.Tasks.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

@OnServer
class CreateTaskIT {

  private final Api api;
  private final Tasks tasks;

  CreateTaskIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  @Test
  void theAnswerIsTheTaskWithItsPlaceAndItsEntityTag() {
    Answer made = tasks.send("request", Map.of("b", 1, "a", List.of(1, 2)));
    String id = made.json().get("task_id").textValue();

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith("/v2/task/view/" + id);
    Answer viewed = api.get("/v2/task/view/" + id);
    assertThat(viewed.text()).isEqualTo(made.text());
    assertThat(viewed.header("ETag")).isEqualTo(made.header("ETag")).startsWith("\"");
  }

  @Test
  void aHandlerIsEnoughAndTheRestIsDefault() {
    JsonNode task =
        api.post("/v2/task/create", Map.of("handler", tasks.handler())).json().deepCopy();

    assertThat(task.get("status").textValue()).isEqualTo("pending");
    assertThat(task.get("priority").intValue()).isEqualTo(5);
    assertThat(task.get("attempt").intValue()).isZero();
    assertThat(task.get("max_attempts").intValue()).isEqualTo(5);
    assertThat(task.get("tags")).isEmpty();
    assertThat(task.get("created_at")).isEqualTo(task.get("updated_at"));
    for (String empty :
        List.of(
            "user_id",
            "entity_id",
            "request",
            "response",
            "run_at",
            "started_at",
            "finished_at",
            "historized_at",
            "error",
            "progress",
            "progress_message",
            "parent_id")) {
      assertThat(task.get(empty).isNull()).as(empty).isTrue();
    }
  }

  @Test
  void idsOfTheServerAreOfVersion7AndSortLikeTheirTasks() {
    List<String> ids = List.of(tasks.id(), tasks.id(), tasks.id());
    assertThat(ids).isSorted().allMatch(id -> UUID.fromString(id).version() == 7);
  }

  @Test
  void whatAClientSaysIsKept() {
    String parent = tasks.id();
    JsonNode task =
        tasks.create(
            """
            {"entity_id": "order-7 ✓", "priority": 9, "max_attempts": 3, "parent_id": "%s",
             "tags": ["urgent", "Ünï"], "response": {"r": 1}}
            """
                .formatted(parent));

    assertThat(task.get("user_id").textValue()).isEqualTo(tasks.user());
    assertThat(task.get("entity_id").textValue()).isEqualTo("order-7 ✓");
    assertThat(task.get("priority").intValue()).isEqualTo(9);
    assertThat(task.get("max_attempts").intValue()).isEqualTo(3);
    assertThat(task.get("parent_id").textValue()).isEqualTo(parent);
    assertThat(task.get("tags").toString()).isEqualTo("[\"urgent\",\"Ünï\"]");
    assertThat(task.get("response").toString()).isEqualTo("{\"r\":1}");
  }

  @ParameterizedTest
  @CsvSource({
    "2124-06-01T12:00:00.1234567+02:00, 2124-06-01T10:00:00.123456Z",
    "2124-06-01t12:00:00z, 2124-06-01T12:00:00.000000Z",
    "2124-02-29, 2124-02-29T00:00:00.000000Z",
    "2124-06-01T05:45:00.000000000000000000000001+05:45, 2124-06-01T00:00:00.000000Z",
    "2124-06-01T12:00:00-00:00, 2124-06-01T12:00:00.000000Z",
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59.999999Z",
    "1970-01-01, 1970-01-01T00:00:00.000000Z",
    "9999-12-31, 9999-12-31T00:00:00.000000Z",
    "9999-12-31T23:59:59.9999999Z, 9999-12-31T23:59:59.999999Z"
  })
  void momentsComeBackInUtcWithMicroseconds(String sent, String shown) {
    JsonNode task = tasks.create("run_at", sent);
    assertThat(task.get("run_at").textValue()).isEqualTo(shown);
    assertThat(tasks.found("task_id", Map.of("run_at", sent)))
        .containsExactly(task.get("task_id").textValue());
  }

  @Test
  void aClientMayChooseTheIdInEitherCase() {
    String id = UUID.randomUUID().toString();
    assertThat(tasks.create("task_id", id.toUpperCase(Locale.ROOT)).get("task_id").textValue())
        .isEqualTo(id);
  }

  @Test
  void aTakenIdIsAConflictThatNamesTheExistingTaskAlsoForTheSameContent() {
    String id = tasks.id("entity_id", "first");
    Answer again = tasks.send("task_id", id, "entity_id", "first");

    assertThat(assertProblem(again, 409).get("task_id").textValue()).isEqualTo(id);
    assertThat(again.header("Location")).endsWith("/v2/task/view/" + id);
    assertThat(tasks.found("entity_id", null)).containsExactly("first");
  }

  @Test
  void theIdOfAHistorizedTaskIsTakenToo() {
    String id = tasks.id("status", "completed");
    tasks.historize(id);
    assertProblem(tasks.send("task_id", id), 409);
    assertThat(tasks.found("task_id", null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "running", "completed", "failed", "cancelled"})
  void workThatRunsElsewhereIsRecordedInAnyStatus(String status) {
    JsonNode task = tasks.create("status", status, "response", Map.of("files", 1204));
    boolean finished = List.of("completed", "failed", "cancelled").contains(status);

    assertThat(task.get("status").textValue()).isEqualTo(status);
    assertThat(task.get("finished_at").isTextual()).isEqualTo(finished);
    assertThat(task.get("started_at").isTextual()).isEqualTo(status.equals("running"));
    assertThat(tasks.view(task.get("task_id").textValue())).isEqualTo(task);
  }

  @Test
  void fieldsOfTheServerMayBePresentWithAnyValueAndHaveNoEffect() {
    JsonNode task =
        tasks.create(
            """
            {"created_at": "2024-01-01", "updated_at": 7, "attempt": -3, "started_at": "never", "finished_at": true,
             "historized_at": "2024-01-01T00:00:00Z", "error": [1], "progress": "x", "progress_message": {}}
            """);

    assertThat(task.get("created_at").textValue()).doesNotStartWith("2024-01-01");
    assertThat(task.get("attempt").intValue()).isZero();
    for (String empty :
        List.of("started_at", "finished_at", "historized_at", "error", "progress_message")) {
      assertThat(task.get(empty).isNull()).as(empty).isTrue();
    }
  }

  @Test
  void nullIsLikeAbsent() {
    Map<String, Object> nulls =
        object(
            """
            {"task_id": null, "user_id": null, "entity_id": null, "status": null, "request": null, "response": null,
             "run_at": null, "priority": null, "max_attempts": null, "parent_id": null, "tags": null}
            """);
    nulls.put("handler", tasks.handler());
    Answer made = api.post("/v2/task/create", nulls);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    assertThat(made.json().get("priority").intValue()).isEqualTo(5);
    assertThat(made.json().get("status").textValue()).isEqualTo("pending");
  }
}
