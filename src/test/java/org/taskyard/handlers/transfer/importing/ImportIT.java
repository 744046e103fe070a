package org.taskyard.handlers.transfer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.handlers.transfer.RowFormat;
import org.taskyard.json.Json;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;
import org.taskyard.support.Runs;
import org.taskyard.support.Uploads;

/** Imports as the server runs them; what they make is of a handler that nobody serves. */
@OnServer
class ImportIT {

  private static final int MANY = 100_000;

  private final Api api;
  private final String handler = "Imported" + UUID.randomUUID().toString().substring(0, 8);

  ImportIT(Api api) {
    this.api = api;
  }

  @ParameterizedTest
  @EnumSource(RowFormat.class)
  void aHundredThousandRowsBecomeTasksAndBadOnesCostNoOther(RowFormat format) {
    // a bad row in the first chunk, in the middle of one, and behind all
    List<Integer> bad = List.of(7, 54_321, MANY);
    String rows =
        IntStream.rangeClosed(1, MANY)
            .mapToObj(n -> bad.contains(n) ? "{\"handler\n" : row(format, n))
            .collect(Collectors.joining());
    String header = format == RowFormat.CSV ? "handler,entity_id,priority,request\n" : "";

    JsonNode task = imported(Map.of("file_id", file(format, header + rows)));

    assertThat(task.path("status").textValue()).as(task.toString()).isEqualTo("completed");
    JsonNode response = task.path("response");
    assertThat(response.path("created").intValue()).isEqualTo(MANY - 3);
    assertThat(response.path("rejected_total").intValue()).isEqualTo(3);
    int shift = header.isEmpty() ? 0 : 1;
    assertThat(response.path("rejected").findValuesAsText("line"))
        .containsExactly(
            Integer.toString(7 + shift),
            Integer.toString(54_321 + shift),
            Integer.toString(MANY + shift));
    assertThat(task.path("progress").intValue()).isEqualTo(100);
    assertThat(task.path("progress_message").textValue()).isEqualTo("99997 created, 3 rejected");
    assertThat(Runs.total(api, Map.of("handler", handler))).isEqualTo(MANY - 3);
    assertThat(entity("n-6").path("request").path("n").intValue()).isEqualTo(6);
    assertThat(entity("n-8").path("priority").intValue()).isEqualTo(8);
    assertThat(entity("n-7").isMissingNode()).isTrue();
    assertThat(entity("n-99999").path("status").textValue()).isEqualTo("pending");
  }

  @Test
  void aBadRowEndsAnImportThatIsToStopAndItsChunkIsNotWritten() {
    String rows = rows(0, 2_500) + "{\"handler\": 1}\n" + rows(2_500, 3_000);
    JsonNode task = imported(Map.of("file_id", file(RowFormat.NDJSON, rows), "on_error", "stop"));

    assertThat(task.path("status").textValue()).isEqualTo("failed");
    assertThat(task.path("error").path("message").textValue())
        .startsWith("Stopped at line 2501: /handler: ");
    assertThat(task.path("response").path("created").intValue()).isEqualTo(2_000);
    assertThat(task.path("response").path("rejected").findValuesAsText("line"))
        .containsExactly("2501");
    assertThat(Runs.total(api, Map.of("handler", handler))).isEqualTo(2_000);
  }

  @Test
  void anImportThatIsRunAgainDoublesNothing() {
    String file = file(RowFormat.NDJSON, rows(0, 1_500) + "nonsense\n" + rows(1_500, 2_000));
    String id = imported(Map.of("file_id", file, "on_error", "stop")).path("task_id").textValue();
    assertThat(Runs.total(api, Map.of("handler", handler))).isEqualTo(1_000);
    String deleted = entity("n-3").path("task_id").textValue();
    assertThat(api.delete("/v2/task/delete/" + deleted).status()).isEqualTo(204);
    String historized = entity("n-4").path("task_id").textValue();
    api.post("/v2/task/cancel/" + historized, null);
    assertThat(api.delete("/v2/task/delete/" + historized + "?historicize=true").status())
        .isEqualTo(204);

    Map<String, ?> change =
        Map.of("status", "pending", "request", Map.of("file_id", file, "on_error", "skip"));
    assertThat(api.put("/v2/task/update/" + id, change).status()).isEqualTo(200);
    JsonNode task = Runs.ended(api, id);

    assertThat(task.path("status").textValue()).as(task.toString()).isEqualTo("completed");
    assertThat(task.path("response").path("created").intValue()).isEqualTo(2_000);
    assertThat(task.path("response").path("rejected_total").intValue()).isEqualTo(1);
    assertThat(Runs.total(api, Map.of("handler", handler))).isEqualTo(1_999);
    assertThat(entity("n-3").path("task_id").textValue()).isEqualTo(deleted);
    assertThat(entity("n-4").isMissingNode()).isTrue();
  }

  @Test
  void twoImportsOfOneFileMakeItsTasksTwice() {
    String file = file(RowFormat.NDJSON, rows(0, 10));
    imported(Map.of("file_id", file));
    imported(Map.of("file_id", file));
    assertThat(Runs.total(api, Map.of("handler", handler))).isEqualTo(20);
  }

  @Test
  void anIdIsTakenOnceWhereverItsRowStands() {
    String free = UUID.randomUUID().toString();
    String taken = Runs.create(api, Map.of("handler", handler));
    String content =
        "{'handler':'%1$s','task_id':'%2$s'}\n{'handler':'%1$s','task_id':'%3$s'}\n{'handler':'%1$s','task_id':'%2$s'}\n"
            .formatted(handler, free, taken)
            .replace('\'', '"');
    JsonNode response = imported(Map.of("content", content)).path("response");
    assertThat(response.path("created").intValue()).isEqualTo(1);
    assertThat(response.path("rejected").findValuesAsText("reason"))
        .containsExactly(
            "/task_id: a task with this id exists already",
            "/task_id: an earlier row has the same id");
    assertThat(api.get("/v2/task/view/" + free).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void aRowBehindAnyLineEndIsATask(String end) {
    String rows =
        String.join(end, "handler,entity_id", handler + ",a", handler + ",b", handler + ",c") + end;
    assertThat(imported(Map.of("content", rows, "format", "csv")).at("/response/created"))
        .hasToString("3");
    assertThat(imported(Map.of("file_id", file(RowFormat.CSV, rows))).at("/response/created"))
        .hasToString("3");
  }

  @Test
  void aFileInUtf16IsRefused() {
    byte[] rows = ("handler\n" + handler).getBytes(StandardCharsets.UTF_16);
    JsonNode file = Uploads.store(api, "rows.csv", "text/csv", rows, "");
    JsonNode task = imported(Map.of("file_id", file.path("file_id")));
    assertThat(task.path("status").textValue()).isEqualTo("failed");
    assertThat(task.at("/error/message").textValue()).contains("only UTF-8 is read");
  }

  @Test
  void aStatusInARowIsKept() {
    String content =
        "handler,status,response\n%1$s,completed,\"{\"\"x\"\":1}\"\n%1$s,running,\n"
            .formatted(handler);
    assertThat(imported(Map.of("content", content, "format", "csv")).at("/response/created"))
        .hasToString("2");
    assertThat(Runs.total(api, Map.of("handler", handler, "status", "completed"))).isEqualTo(1);
    assertThat(Runs.total(api, Map.of("handler", handler, "status", "running"))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'content': 'handler,colour\\nA,red\\n'} | Nothing can be imported: line 1, which names the fields: /colour",
        "{'content': '', 'format': 'csv'}       | Nothing can be imported: the file is empty",
        "{'file_id': '0190a000-0000-7000-8000-00000000dead'} | There is no file with the id in file_id.",
        "{'format': 'xml', 'on_error': 'shrug'} | The request: /format: ndjson or csv is expected; /on_error: skip or stop",
      })
  void anImportThatCannotBeginSaysWhyAndIsNotTriedAgain(String request, String message)
      throws Exception {
    JsonNode task = imported(Json.read(request.replace('\'', '"')));
    assertThat(task.path("status").textValue()).isEqualTo("failed");
    assertThat(task.path("attempt").intValue()).isEqualTo(1);
    assertThat(task.path("error").path("message").textValue()).startsWith(message);
  }

  @Test
  void anEmptyFileOfRowsMakesNothing() {
    assertThat(imported(Map.of("content", "")).path("response").path("created").intValue())
        .isZero();
  }

  private JsonNode imported(Object request) {
    return Runs.run(api, Map.of("handler", "ImportHandler", "request", request));
  }

  private String file(RowFormat format, String rows) {
    String type = format == RowFormat.CSV ? "text/csv" : "application/x-ndjson";
    return Uploads.text(api, "rows", type, rows);
  }

  private String rows(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(n -> row(RowFormat.NDJSON, n))
        .collect(Collectors.joining());
  }

  private String row(RowFormat format, int n) {
    String row =
        format == RowFormat.CSV
            ? "%s,n-%d,%d,\"{\"\"n\"\":%d}\"\n"
            : "{\"handler\":\"%s\",\"entity_id\":\"n-%d\",\"priority\":%d,\"request\":{\"n\":%d}}\n";
    return row.formatted(handler, n, n % 10, n);
  }

  private JsonNode entity(String id) {
    return api.post("/v2/task/index", Map.of("filter", Map.of("entity_id", id, "handler", handler)))
        .json()
        .path(0);
  }
}
