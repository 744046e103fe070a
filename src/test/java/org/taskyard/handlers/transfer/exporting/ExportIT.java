package org.taskyard.handlers.transfer.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.taskyard.handlers.transfer.RowFormat;
import org.taskyard.json.Json;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Runs;

/** Exports as the server runs them, of tasks that nobody serves. */
@OnServer
class ExportIT {

  /** Of a task that comes back: what its client said of it. */
  private static final List<String> CLIENTS =
      List.of(
          "task_id",
          "handler",
          "user_id",
          "entity_id",
          "status",
          "request",
          "response",
          "run_at",
          "priority",
          "max_attempts",
          "parent_id",
          "tags");

  private final Api api;
  private final String handler = "Exported" + UUID.randomUUID().toString().substring(0, 8);

  ExportIT(Api api) {
    this.api = api;
  }

  @ParameterizedTest
  @EnumSource(RowFormat.class)
  void whatIsWrittenIsReadBackEqual(RowFormat format) throws Exception {
    createAllSorts();
    List<JsonNode> before = found();
    String file = export(format).at("/response/file_id").textValue();
    before.forEach(
        task -> api.delete("/v2/task/delete/" + task.path("task_id").textValue() + "?force=true"));
    assertThat(found()).isEmpty();

    JsonNode imported =
        Runs.run(api, Map.of("handler", "ImportHandler", "request", Map.of("file_id", file)));

    assertThat(imported.at("/response/rejected")).as(imported.toString()).isEmpty();
    assertThat(found().stream().map(this::clients).toList())
        .containsExactlyElementsOf(before.stream().map(this::clients).toList());
  }

  @Test
  void aLargeExportIsWholeAndInOrder() {
    for (int batch = 0; batch < 3; batch++) {
      int from = batch * 700;
      assertThat(
              api.post(
                      "/v2/task/create-batch",
                      IntStream.range(from, from + 700)
                          .mapToObj(n -> Map.of("handler", handler, "request", Map.of("n", n)))
                          .toList())
                  .status())
          .isEqualTo(201);
    }
    JsonNode task = export(RowFormat.NDJSON);
    assertThat(task.at("/response/rows").intValue()).isEqualTo(2_100);
    assertThat(task.path("progress").intValue()).isEqualTo(100);
    Answer file = content(task);
    assertThat(file.body()).hasSize(task.at("/response/bytes").intValue());
    assertThat(file.text().lines().map(ExportIT::number))
        .containsExactlyElementsOf(IntStream.range(0, 2_100).boxed().toList());
  }

  @Test
  void theFileHangsOnItsExport() {
    JsonNode task = export(RowFormat.CSV);
    String id = task.path("task_id").textValue();
    String file = task.at("/response/file_id").textValue();
    JsonNode known = api.get("/v2/file/view/" + file + "?meta=true").json();
    assertThat(known.path("task_id").textValue()).isEqualTo(id);
    assertThat(known.path("name").textValue()).isEqualTo("tasks-" + id + ".csv");

    JsonNode refusal = assertProblem(api.delete("/v2/task/delete/" + id), 409);
    assertThat(refusal.path("entities").findValuesAsText("id")).containsExactly(file);
    assertThat(api.delete("/v2/task/delete/" + id + "?force=true").status()).isEqualTo(204);
    assertProblem(api.get("/v2/file/view/" + file), 404);
  }

  @Test
  void historyIsWrittenOnlyIfItIsAskedFor() {
    String id = Runs.create(api, Map.of("handler", handler, "status", "completed"));
    Runs.create(api, Map.of("handler", handler));
    api.delete("/v2/task/delete/" + id + "?historicize=true");
    assertThat(export(RowFormat.NDJSON).at("/response/rows").intValue()).isEqualTo(1);
    JsonNode both = run(Map.of("filter", Map.of("handler", handler), "history", true));
    assertThat(both.at("/response/rows").intValue()).isEqualTo(2);
  }

  @Test
  void withoutARequestItWritesTheOtherTasksOfItsUser() {
    String user = "user-" + handler;
    String other = Runs.create(api, Map.of("handler", handler, "user_id", user));
    JsonNode task =
        Runs.run(api, Map.of("handler", "ExportHandler", "user_id", user, "status", "pending"));
    assertThat(task.path("status").textValue()).as(task.toString()).isEqualTo("completed");
    List<String> rows = content(task).text().lines().toList();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0)).contains("\"" + other + "\"");
  }

  @Test
  void everyFaultOfItsRequestEndsAnExportAtOnceAndLeavesNoFile() {
    JsonNode task = run(Map.of("filter", Map.of("colour", 1), "sort", "nothing", "format", "xml"));
    assertThat(task.path("status").textValue()).isEqualTo("failed");
    assertThat(task.path("attempt").intValue()).isEqualTo(1);
    assertThat(task.at("/error/message").textValue())
        .contains("/filter/colour", "/sort", "/format");
    Map<String, ?> own = Map.of("task_id", task.path("task_id").textValue());
    assertThat(api.post("/v2/file/index", Map.of("filter", own)).json()).isEmpty();
  }

  private void createAllSorts() throws Exception {
    String parent = Runs.create(api, Map.of("handler", handler, "status", "failed"));
    String full =
        """
        {"handler": "%s", "user_id": "a,\\"b\\" 😀", "entity_id": "line\\r\\nline\\n", "priority": 9,
         "max_attempts": 3, "run_at": "2031-01-31T12:00:00.123456Z", "parent_id": "%s",
         "tags": ["red", "with,comma", "\\"quoted\\""],
         "request": {"digits": 12345678901234567890.10, "text": "=1+1", "list": [null, true, {}]},
         "response": [1, "two\\n"], "status": "completed"}
        """
            .formatted(handler, parent);
    List<Object> all = new ArrayList<>(List.of(Json.read(full)));
    all.add(Map.of("handler", handler));
    all.add(Map.of("handler", handler, "request", "{\"sent\": \"as a string\"}"));
    all.add(Map.of("handler", handler, "request", "null", "status", "cancelled"));
    all.add(Map.of("handler", handler, "request", List.of(), "tags", List.of("one")));
    for (Object task : all) {
      Answer created = api.post("/v2/task/create", task);
      assertThat(created.status()).as(created.toString()).isEqualTo(201);
    }
  }

  private JsonNode export(RowFormat format) {
    String name = format == RowFormat.CSV ? "csv" : "ndjson";
    return run(Map.of("filter", Map.of("handler", handler), "format", name));
  }

  private JsonNode run(Map<String, ?> request) {
    return Runs.run(api, Map.of("handler", "ExportHandler", "request", request));
  }

  private Answer content(JsonNode export) {
    return api.get("/v2/file/view/" + export.at("/response/file_id").textValue());
  }

  private List<JsonNode> found() {
    List<JsonNode> tasks = new ArrayList<>();
    api.post("/v2/task/index", Map.of("filter", Map.of("handler", handler), "sort", "created_at"))
        .json()
        .forEach(tasks::add);
    return tasks;
  }

  private JsonNode clients(JsonNode task) {
    return ((ObjectNode) task.deepCopy()).retain(CLIENTS);
  }

  private static int number(String row) {
    try {
      return Json.read(row).at("/request/n").intValue();
    } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
      throw new AssertionError(row, notJson);
    }
  }
}
