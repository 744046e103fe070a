package org.taskyard.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.AskingServer;
import org.taskyard.support.Eventually;

/** What a caller who does not see what is masked may search for and change. */
class MaskedChangesIT {

  private static final String SECRET = "DE89 3704";

  private static Api api;

  private final String handler = "Pay" + UUID.randomUUID().toString().substring(0, 8);
  private final String plain = "Open" + UUID.randomUUID().toString().substring(0, 8);
  private final MaskedCaller caller = new MaskedCaller(handler);
  private String task;

  @BeforeAll
  static void start() {
    api = AskingServer.api();
  }

  @BeforeEach
  void maskedTask() {
    assertThat(mask(handler, "request.iban").status()).isEqualTo(201);
    Answer made = admin("POST", "/v2/task/create", task(handler, SECRET));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    task = made.json().get("task_id").textValue();
  }

  private static Answer admin(String method, String path, Object body, String... headers) {
    return api.send(method, path, body, MaskedCaller.by(AskingServer.ADMIN, headers));
  }

  private static Answer mask(String name, String... paths) {
    return admin(
        "PUT",
        "/v2/handler/update/" + name,
        Map.of("masked", List.of(paths)),
        "If-None-Match",
        "*");
  }

  private static Map<String, Object> task(String name, String iban) {
    return Map.of("handler", name, "request", Map.of("iban", iban, "amount", 1));
  }

  private static void assertIs(Answer answer, int status, String slug) {
    assertThat(assertProblem(answer, status).get("type").textValue())
        .isEqualTo("/docs/problems/" + slug);
  }

  private Map<String, Object> search() {
    return Map.of("filter", Map.of("handler", handler, "request", Map.of("iban", SECRET)));
  }

  @Test
  void aSearchForWhatIsMaskedIsRefusedAndNamesThePath() {
    Answer refused = caller.send("POST", "/v2/task/index", search());
    assertIs(refused, 403, "masked-path");
    assertThat(refused.json().get("detail").textValue()).startsWith("request.iban is masked");
    assertIs(
        caller.send("POST", "/v2/schedule/index", Map.of("filter", search().get("filter"))),
        403,
        "masked-path");
    Answer found = admin("POST", "/v2/task/index", search());
    assertThat(found.json()).hasSize(1);
    Map<String, Object> other = Map.of("handler", handler, "request", Map.of("amount", 1));
    assertThat(caller.send("POST", "/v2/task/index", Map.of("filter", other)).json()).hasSize(1);
  }

  @Test
  void anExportIsNoWayAroundThat() {
    for (String by : List.of("caller", "admin")) {
      Map<String, Object> export = Map.of("handler", "ExportHandler", "request", search());
      Answer made =
          by.equals("admin")
              ? admin("POST", "/v2/task/create", export)
              : caller.send("POST", "/v2/task/create", export);
      JsonNode failed = ended(made.json().get("task_id").textValue());
      assertThat(failed.at("/error/message").textValue()).contains("request.iban is masked");
      assertThat(failed.get("progress_message").isNull()).isTrue();
    }
  }

  @Test
  void anOperationAsksForNothingMaskedWhoeverPreviewsIt() {
    Map<String, Object> preview = Map.of("action", "cancel", "filter", search().get("filter"));
    assertIs(caller.send("POST", "/v2/operation/preview", preview), 403, "masked-path");
    Answer refused = admin("POST", "/v2/operation/preview", preview);
    assertIs(refused, 403, "masked-path");
    assertThat(refused.json().get("detail").textValue()).contains("others may read");
  }

  @Test
  void anOperationDoesNotGoOnWithWhatIsMaskedMeanwhile() {
    Map<String, Object> filter = Map.of("handler", handler, "request", Map.of("amount", 1));
    Map<String, Object> cancel = Map.of("action", "cancel", "filter", filter);
    JsonNode token = admin("POST", "/v2/operation/preview", cancel).json().get("token");
    String path = "/v2/handler/update/" + handler;
    assertThat(admin("PUT", path, Map.of("masked", List.of("request"))).status()).isEqualTo(200);
    Answer begun = admin("POST", "/v2/operation/create", Map.of("token", token));
    JsonNode failed = ended(begun.json().get("operation_id").textValue());
    assertThat(failed.at("/error/message").textValue()).contains("masked or encrypted since");
    assertThat(admin("GET", "/v2/task/view/" + task, null).json().get("status").textValue())
        .isEqualTo("pending");
  }

  @Test
  void groupsOfMaskedFailuresAreForThoseWhoSeeThem() {
    mask(plain, "error.message");
    Map<String, Object> grouped = Map.of("filter", Map.of("handler", plain));
    Map<String, Object> asked = Map.of("filter", Map.of("handler", plain, "error_group", "a"));
    Map<String, Object> retry = Map.of("action", "retry", "filter", asked.get("filter"));
    assertIs(caller.send("POST", "/v2/task/errors", grouped), 403, "masked-path");
    assertIs(caller.send("POST", "/v2/task/errors", null), 403, "masked-path");
    assertIs(caller.send("POST", "/v2/task/index", asked), 403, "masked-path");
    assertIs(caller.send("POST", "/v2/operation/preview", retry), 403, "masked-path");
    assertIs(admin("POST", "/v2/operation/preview", retry), 403, "masked-path");
    assertThat(admin("POST", "/v2/task/errors", grouped).status()).isEqualTo(200);
    assertThat(admin("POST", "/v2/task/index", asked).json()).isEmpty();
    Map<String, Object> other = Map.of("filter", Map.of("handler", handler));
    assertThat(caller.send("POST", "/v2/task/errors", other).status()).isEqualTo(200);
  }

  private static JsonNode ended(String id) {
    return Eventually.seen(
        "the task has ended",
        () -> admin("GET", "/v2/task/view/" + id, null).json(),
        one -> List.of("failed", "completed").contains(one.get("status").textValue()));
  }

  @Test
  void theMaskIsNeverTakenForAValue() {
    Map<String, Object> sentBack = Map.of("request", Map.of("iban", "***", "amount", 2));
    assertIs(caller.send("PUT", "/v2/task/update/" + task, sentBack), 422, "invalid-input");
    Answer created = caller.send("POST", "/v2/task/create", task(handler, "***"));
    assertThat(assertProblem(created, 422).at("/errors/0/pointer").textValue())
        .isEqualTo("/request");
    Answer batch = admin("POST", "/v2/task/create-batch", List.of(task(handler, "***")));
    assertThat(assertProblem(batch, 422).at("/errors/0/pointer").textValue())
        .isEqualTo("/0/request");
    Map<String, Object> schedule = Map.of("name", handler, "interval", 86_400, "handler", handler);
    Map<String, Object> masked = new java.util.HashMap<>(schedule);
    masked.put("request", Map.of("iban", "***"));
    assertIs(caller.send("POST", "/v2/schedule/create", masked), 422, "invalid-input");
    assertThat(admin("GET", "/v2/task/view/" + task, null).json().at("/request/iban").textValue())
        .isEqualTo(SECRET);
  }

  @Test
  void anImportOfAnExportRejectsTheRowsThatHoldMasks() {
    String row = "{\"handler\":\"%s\",\"request\":{\"iban\":\"***\"}}".formatted(handler);
    Map<String, Object> request = Map.of("content", row, "format", "ndjson");
    Answer made =
        admin("POST", "/v2/task/create", Map.of("handler", "ImportHandler", "request", request));
    JsonNode done = ended(made.json().get("task_id").textValue());
    assertThat(done.at("/response/rejected/0/reason").textValue())
        .startsWith("/request: request.iban is ***");
  }

  @Test
  void theTagOfWhatIsSeenIsGoodForAChange() {
    String tag = caller.send("GET", "/v2/task/view/" + task, null).header("ETag");
    assertThat(admin("GET", "/v2/task/view/" + task, null).header("ETag")).isNotEqualTo(tag);
    String path = "/v2/task/update/" + task;
    Answer changed = caller.send("PUT", path, Map.of("priority", 8), "If-Match", tag);
    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    assertIs(
        caller.send("PUT", path, Map.of("priority", 9), "If-Match", tag), 412, "task-has-changed");
  }

  @Test
  void aTaskOrScheduleDoesNotGoToAHandlerThatMasksLess() {
    Map<String, Object> change = Map.of("handler", plain);
    assertIs(caller.send("PUT", "/v2/task/update/" + task, change), 403, "would-unmask");
    Map<String, Object> body = new java.util.HashMap<>(task(handler, SECRET));
    body.putAll(Map.of("name", handler, "interval", 86_400));
    String schedule =
        admin("POST", "/v2/schedule/create", body).json().get("schedule_id").textValue();
    assertIs(caller.send("PUT", "/v2/schedule/update/" + schedule, change), 403, "would-unmask");
    mask(plain, "request");
    assertThat(caller.send("PUT", "/v2/task/update/" + task, change).status()).isEqualTo(200);
    assertThat(admin("DELETE", "/v2/schedule/delete/" + schedule, null).status()).isEqualTo(204);
  }

  @Test
  void onlyWhoSeesAllTakesAMaskAway() {
    String path = "/v2/handler/update/" + handler;
    assertIs(caller.send("PUT", path, Map.of("masked", List.of())), 403, "would-unmask");
    List<String> more = List.of("request.iban", "request.amount");
    assertThat(caller.send("PUT", path, Map.of("masked", more)).status()).isEqualTo(200);
    assertThat(caller.send("GET", "/v2/task/view/" + task, null).json().at("/request/amount"))
        .isEqualTo(com.fasterxml.jackson.databind.node.TextNode.valueOf("***"));
    assertThat(admin("PUT", path, Map.of("masked", List.of())).status()).isEqualTo(200);
    assertThat(caller.send("GET", "/v2/task/view/" + task, null).text()).contains(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"requests.a", "request..a", "status", "log.a"})
  void whatIsNoPathIsRefused(String path) {
    Answer refused =
        admin("PUT", "/v2/handler/update/" + handler, Map.of("masked", List.of("log", path)));
    assertThat(assertProblem(refused, 422).at("/errors/0/pointer").textValue())
        .isEqualTo("/masked/1");
  }

  @Test
  void anAnswerThatIsGivenAgainIsMaskedByTheRulesOfNow() {
    String key = UUID.randomUUID().toString();
    String[] header = {"Idempotency-Key", key};
    Answer first = caller.send("POST", "/v2/task/create", task(plain, SECRET), header);
    assertThat(first.text()).contains(SECRET);
    admin("PUT", "/v2/handler/update/" + plain, Map.of("masked", List.of("request.iban")));
    Answer again = caller.send("POST", "/v2/task/create", task(plain, SECRET), header);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.text()).doesNotContain(SECRET);
  }

  @Test
  void theAuditTellsThatAPayloadChangedAndNoMore() {
    admin("PUT", "/v2/task/update/" + task, Map.of("request", Map.of("iban", "another")));
    Map<String, Object> search = Map.of("filter", Map.of("target_id", task), "sort", "at");
    JsonNode rows = caller.send("POST", "/v2/audit/index", search).json();
    assertThat(rows.at("/0/after/request/masked").booleanValue()).isTrue();
    assertThat(rows.at("/1/before/request").toString()).isEqualTo("{\"masked\":true}");
    assertThat(rows.at("/1/after/request").toString()).isEqualTo("{\"masked\":true}");
    assertThat(rows.toString()).doesNotContain("sha256");
  }
}
