package org.taskyard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;
import static org.taskyard.support.Tasks.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.json.Json;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

@OnServer
class UpdateTaskIT {

  private final Api api;
  private final Tasks tasks;
  private JsonNode before;
  private String id;

  UpdateTaskIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  @BeforeEach
  void aTaskWithEveryField() {
    before =
        tasks.create(
            """
            {"entity_id": "e", "request": {"a": 1}, "response": "[1]", "priority": 7, "max_attempts": 2,
             "run_at": "2124-01-01", "parent_id": "%s", "tags": ["t"]}
            """
                .formatted(tasks.id()));
    id = before.get("task_id").textValue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          handler      | "Other"
          user_id      | "other"
          user_id      | null
          entity_id    | "other"
          entity_id    | null
          request      | {"b": [2]}
          request      | "{\\"b\\": 2}"
          request      | null
          response     | 7
          response     | null
          run_at       | "2125-01-01T00:00:00.000000Z"
          run_at       | null
          priority     | 0
          max_attempts | 9
          parent_id    | null
          tags         | ["u","v"]
          """)
  void onlyTheFieldInTheBodyChanges(String field, String value) throws JsonProcessingException {
    Answer answer = api.put("/v2/task/update/" + id, "{\"%s\": %s}".formatted(field, value));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);

    ObjectNode expected = before.deepCopy();
    expected.set(field, Json.read(value));
    expected.set("updated_at", answer.json().get("updated_at"));
    assertThat(answer.json()).isEqualTo(expected).isEqualTo(tasks.view(id));
    assertThat(answer.json().get("updated_at").textValue())
        .isGreaterThan(before.get("updated_at").textValue());
  }

  @Test
  void tagsMayBeTakenAway() {
    assertThat(tasks.update(id, "tags", List.of()).json().get("tags")).isEmpty();
    tasks.update(id, "tags", List.of("a"));
    assertThat(tasks.update(id, "tags", null).json().get("tags")).isEmpty();
  }

  @Test
  void aWholeTaskMaySentBackWithOneChange() {
    ObjectNode whole = before.deepCopy();
    whole.put("entity_id", "order-7");
    Answer answer = api.put("/v2/task/update?id=" + id, whole);

    whole.set("updated_at", answer.json().get("updated_at"));
    assertThat(answer.json()).isEqualTo(whole);
  }

  @Test
  void aFinishedTaskMayBeSentBackWholeToo() {
    ObjectNode whole = tasks.create("status", "completed", "response", Map.of("n", 1)).deepCopy();
    Answer answer =
        api.put("/v2/task/update/" + whole.get("task_id").textValue(), whole.put("user_id", "u"));
    assertThat(answer.json()).isEqualTo(whole.set("updated_at", answer.json().get("updated_at")));
  }

  @Test
  void fieldsOfTheServerHaveNoEffect() {
    Answer answer =
        tasks.update(
            id,
            """
            {"created_at": "2001-01-01T00:00:00Z", "updated_at": 1, "attempt": 99, "started_at": "x", "finished_at": {},
             "historized_at": "2001-01-01", "error": "e", "progress": 1000, "progress_message": [1]}
            """);
    ObjectNode expected = before.deepCopy();
    assertThat(answer.json())
        .isEqualTo(expected.set("updated_at", answer.json().get("updated_at")));
  }

  @Test
  void theTasksOwnIdMayStandInTheBody() {
    assertThat(tasks.update(id, "task_id", id).status()).isEqualTo(200);
    assertThat(tasks.update(id, "task_id", id.toUpperCase(Locale.ROOT)).status()).isEqualTo(200);
    assertThat(tasks.update(id, "task_id", null).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"task_id": "00000000-0000-0000-0000-000000000000"} | /task_id
          {"task_id": "x"}                    | /task_id
          {"task_id": 5}                      | /task_id
          {"handler": null}                   | /handler
          {"handler": "1"}                    | /handler
          {"priority": null}                  | /priority
          {"priority": 10}                    | /priority
          {"max_attempts": null}              | /max_attempts
          {"max_attempts": 0}                 | /max_attempts
          {"status": "done"}                  | /status
          {"request": "not json"}             | /request
          {"run_at": "soon"}                  | /run_at
          {"tags": [""]}                      | /tags/0
          {"colour": "red"}                   | /colour
          []                                  | ''
          null                                | ''
          """)
  void aFaultIsReportedWithItsPlaceAndNothingChanges(String body, String pointer) {
    JsonNode problem = assertProblem(api.put("/v2/task/update/" + id, body), 422);
    assertThat(Tasks.texts(problem.get("errors"), "pointer")).containsExactly(pointer);
    assertThat(tasks.view(id)).isEqualTo(before);
  }

  @Test
  void aTaskIsNotPartOfItself() {
    assertProblem(tasks.update(id, "parent_id", id), 422);
    String other = UUID.randomUUID().toString();
    assertProblem(tasks.send("task_id", other, "parent_id", other), 422);
  }

  @Test
  void aGoodFieldBesideABadOneDoesNotChangeEither() {
    JsonNode problem =
        assertProblem(tasks.update(id, "entity_id", "new", "priority", 10, "x", 1), 422);
    assertThat(problem.get("errors")).hasSize(2);
    assertThat(tasks.view(id)).isEqualTo(before);
  }

  @Test
  void aChangeOnTheVersionThatIsNamedIsMade() {
    String tag = api.get("/v2/task/view/" + id).header("ETag");
    for (String form : new String[] {"%s", "\"other\" , %s", "*"}) {
      Answer answer = change("a", form.formatted(tag));
      assertThat(answer.status()).as(form).isEqualTo(200);
      tag = answer.header("ETag");
    }
  }

  @Test
  void aChangeOnAnotherVersionIsRefused() {
    String old = api.get("/v2/task/view/" + id).header("ETag");
    JsonNode now = tasks.update(id, "entity_id", "now").json();
    String current = api.get("/v2/task/view/" + id).header("ETag");

    for (String named : new String[] {old, "\"other\"", "W/" + current, ""}) {
      assertProblem(change("late", named), 412);
    }
    assertThat(tasks.view(id)).isEqualTo(now);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/00000000-0000-0000-0000-000000000000", "/task-1", "", "?id=task-1"})
  void anIdThatIsNobodysIsNotFoundWhateverTheBody(String place) {
    assertProblem(api.put("/v2/task/update" + place, Map.of("entity_id", "x")), 404);
    assertProblem(api.put("/v2/task/update" + place, Map.of("priority", 10)), 404);
  }

  @Test
  void aHistorizedTaskIsARecord() {
    tasks.update(id, "status", "completed");
    tasks.historize(id);
    JsonNode record = tasks.view(id);
    assertProblem(tasks.update(id, "entity_id", "x"), 409);
    assertThat(tasks.view(id)).isEqualTo(record);
  }

  private Answer change(String entity, String ifMatch) {
    return api.put("/v2/task/update/" + id, object("entity_id", entity), "If-Match", ifMatch);
  }
}
