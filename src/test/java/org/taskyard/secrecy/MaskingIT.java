package org.taskyard.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.AskingServer;
import org.taskyard.support.Contract;
import org.taskyard.support.Eventually;

/**
 * Every way out, walked by a caller who may do everything but see what is masked: what is masked is
 * in no status line, no header, no body, no stream, no file and no log.
 */
class MaskingIT {

  private static final String CANARY = "canary-4111";

  /** These show nothing of a task, or show it to whoever runs it. */
  private static final Set<String> NOT_WALKED =
      Set.of("POST /v2/file/create", "DELETE /v2/file/delete/{id}", "DELETE /v2/file/delete");

  private static Api api;

  private final String handler = "Pay" + UUID.randomUUID().toString().substring(0, 8);
  private final MaskedCaller caller = new MaskedCaller(handler);

  @BeforeAll
  static void start() {
    api = AskingServer.api();
  }

  private static Answer admin(String method, String path, Object body, String... headers) {
    Answer answer = api.send(method, path, body, MaskedCaller.by(AskingServer.ADMIN, headers));
    assertThat(answer.status()).as(path + ": " + answer).isLessThan(300);
    return answer;
  }

  private void mask() {
    admin(
        "PUT",
        "/v2/handler/update/" + handler,
        Map.of(
            "masked",
            List.of("request.secret", "response", "error.message", "log", "progress_message")),
        "If-None-Match",
        "*");
  }

  private Map<String, Object> task() {
    return Map.of("handler", handler, "request", Map.of("secret", CANARY, "open", 1.5));
  }

  private static String id(Answer made) {
    return made.json().get("task_id").textValue();
  }

  private JsonNode claimed() {
    return admin("POST", "/v2/work/claim", Map.of("handlers", List.of(handler))).json().get(0);
  }

  /** Says everything that a worker can say, and ends the run so. */
  private String ran(String end, Map<String, Object> said) {
    String id = id(admin("POST", "/v2/task/create", task()));
    JsonNode run = claimed();
    assertThat(run.at("/request/secret").textValue()).isEqualTo(CANARY);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("task_id", run.get("task_id"));
    report.put("lease_token", run.get("lease_token"));
    Map<String, Object> beat = new LinkedHashMap<>(report);
    beat.putAll(
        Map.of(
            "progress",
            50,
            "progress_message",
            CANARY,
            "log",
            List.of(CANARY),
            "checkpoint",
            Map.of("state", CANARY)));
    admin("POST", "/v2/work/heartbeat", beat);
    report.putAll(said);
    if (end != null) {
      admin("POST", "/v2/work/" + end, report);
    }
    return id;
  }

  private String export(String format) {
    Map<String, Object> request = Map.of("filter", Map.of("handler", handler), "format", format);
    String id =
        id(
            admin(
                "POST", "/v2/task/create", Map.of("handler", "ExportHandler", "request", request)));
    JsonNode done =
        Eventually.seen(
            "the export has ended",
            () -> admin("GET", "/v2/task/view/" + id, null).json(),
            task -> task.get("status").textValue().equals("completed"));
    return done.at("/response/file_id").textValue();
  }

  @Test
  void whatIsMaskedIsNowhereInWhatACallerGets() throws IOException {
    mask();
    Map<String, Object> error = Map.of("type", "T", "message", CANARY, "retryable", false);
    String failed = ran("fail", Map.of("error", error));
    String completed = ran("complete", Map.of("response", Map.of("secret", CANARY)));
    String running = ran(null, Map.of());
    assertThat(admin("GET", "/v2/task/view/" + completed, null).text()).contains(CANARY);
    walkTasks(failed, completed, running);
    walkSchedules();
    walkLists();
    walkOperations();
    assertThat(caller.events(() -> admin("POST", "/v2/task/create", task())))
        .doesNotContain(CANARY);
    caller
        .answers()
        .forEach(
            (asked, answer) ->
                assertThat(answer.headers().map() + answer.text())
                    .as(asked)
                    .doesNotContain(CANARY));
    assertThat(AskingServer.started().said()).doesNotContain(CANARY);
    assertThat(caller.walked()).containsAll(operations());
  }

  private void walkTasks(String failed, String completed, String running) {
    String own = id(caller.ask("POST", "/v2/task/create", "", task()));
    caller.ask("POST", "/v2/task/create", "", task(), "Prefer", "wait=1");
    String key = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      Answer made = caller.ask("POST", "/v2/task/create", "", task(), "Idempotency-Key", key);
      assertThat(made.json().at("/request/secret").textValue()).isEqualTo("***");
      assertThat(made.json().at("/request/open").decimalValue()).isEqualByComparingTo("1.5");
    }
    Map<String, Object> bad = Map.of("handler", handler, "colour", CANARY.length());
    caller.ask("POST", "/v2/task/create-batch?partial=true", "", List.of(task(), bad));
    for (String id : List.of(own, failed, completed, running)) {
      caller.ask("GET", "/v2/task/view/{id}", id, null, "Prefer", "wait=1");
      caller.ask("GET", "/v2/task/view?id={id}", id, null);
      caller.ask("GET", "/v2/task/attempts/{id}", id, null);
      caller.ask("GET", "/v2/task/attempts?id={id}", id, null);
      caller.ask("GET", "/v2/task/explain/{id}", id, null);
      caller.ask("GET", "/v2/task/explain?id={id}", id, null);
      caller.ask("PUT", "/v2/task/update/{id}", id, Map.of("priority", 7));
      caller.ask("PUT", "/v2/task/update?id={id}", id, Map.of("tags", List.of("a")));
    }
    caller.ask("DELETE", "/v2/task/delete/{id}", running, null);
    caller.ask("DELETE", "/v2/task/delete?id={id}", running, null);
    caller.ask("POST", "/v2/task/retry/{id}", failed, null);
    caller.ask("POST", "/v2/task/retry?id={id}", completed, null);
    caller.ask("POST", "/v2/task/cancel/{id}", running, null);
    caller.ask("POST", "/v2/task/cancel?id={id}", own, null);
    caller.ask("GET", "/v2/task/stats", "", null);
    caller.ask("GET", "/v2/task/trend", "", null);
    caller.ask("GET", "/v2/database/view", "", null);
  }

  private void walkSchedules() {
    Map<String, Object> body = new LinkedHashMap<>(task());
    body.putAll(Map.of("name", handler, "interval", 86_400));
    Answer made = caller.ask("POST", "/v2/schedule/create", "", body);
    String id = made.json().get("schedule_id").textValue();
    caller.ask("POST", "/v2/schedule/index", "", Map.of("filter", Map.of("handler", handler)));
    for (String way : List.of("/{id}", "?id={id}")) {
      Answer seen = caller.ask("GET", "/v2/schedule/view" + way, id, null);
      assertThat(seen.json().at("/request/secret").textValue()).isEqualTo("***");
      caller.ask("PUT", "/v2/schedule/update" + way, id, Map.of("priority", 3));
      caller.ask(
          "POST", "/v2/schedule/trigger" + way, id, null, "Idempotency-Key", id + way.length());
      caller.ask(
          "POST", "/v2/schedule/trigger" + way, id, null, "Idempotency-Key", id + way.length());
    }
    caller.ask("POST", "/v2/schedule/preview", "", Map.of("interval", 86_400));
    caller.ask("DELETE", "/v2/schedule/delete/{id}", id, null);
    caller.ask("DELETE", "/v2/schedule/delete?id={id}", id, null);
  }

  private void walkLists() {
    Map<String, Object> search = new LinkedHashMap<>();
    search.putAll(Map.of("filter", Map.of("handler", handler), "history", true, "per-page", 2));
    Answer page = caller.ask("POST", "/v2/task/index", "", search);
    assertThat(page.json()).hasSize(2);
    search.put("cursor", page.header("X-Pagination-Next-Cursor"));
    caller.ask("POST", "/v2/task/index", "", search);
    for (String format : List.of("ndjson", "csv")) {
      String file = export(format);
      Answer content = caller.ask("GET", "/v2/file/view/{id}", file, null);
      assertThat(content.text()).contains("***");
      caller.ask("GET", "/v2/file/view?id={id}", file, null);
    }
    caller.ask("POST", "/v2/file/index", "", null);
    caller.ask("POST", "/v2/audit/index", "", Map.of("per-page", 1000));
    caller.ask("POST", "/v2/handler/index", "", null);
    caller.ask("GET", "/v2/handler/view/{name}", "", null);
    caller.ask("PUT", "/v2/handler/update/{name}", "", Map.of("max_attempts", 4));
  }

  private void walkOperations() {
    Map<String, Object> ours = Map.of("handler", handler);
    // groups of the handler's failures are refused: MaskedChangesIT
    caller.ask("POST", "/v2/task/errors", "", Map.of("filter", Map.of("handler", "EchoHandler")));
    Map<String, Object> retry = Map.of("action", "retry", "filter", ours);
    JsonNode preview = caller.ask("POST", "/v2/operation/preview", "", retry).json();
    assertThat(preview.get("matched").intValue()).isPositive();
    Map<String, Object> token = Map.of("token", preview.get("token"));
    String id =
        caller.ask("POST", "/v2/operation/create", "", token).json().get("operation_id").asText();
    Eventually.seen(
        "the operation has ended",
        () -> caller.ask("GET", "/v2/operation/view/{id}", id, null).text(),
        view -> view.contains("completed"));
    caller.ask("GET", "/v2/operation/view?id={id}", id, null);
    assertThat(caller.ask("POST", "/v2/operation/items/{id}", id, null).json()).isNotEmpty();
    caller.ask("GET", "/v2/task/view/{id}", id, null);
  }

  /** Everything that might show a task, by the document. */
  private static Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    Contract.document()
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap().keySet().stream()
                    .map(method -> method + " " + path)
                    .filter(
                        one ->
                            one.matches(
                                "(GET|POST|PUT|DELETE) /v2/(task|operation|schedule|file|handler|audit)/.*"))
                    .forEach(operations::add));
    return operations.stream()
        .filter(one -> !NOT_WALKED.contains(one))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
