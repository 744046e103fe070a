package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.access.Guarded.by;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Eventually;

/** What runs for a user, or for a worker's key, gets no further than they do. */
class OwnRunsIT {

  private static Guarded server;
  private static Api api;

  private final String ann = "ann-" + UUID.randomUUID();
  private final String bob = "bob-" + UUID.randomUUID();
  private final String anns = server.token(ann, "user");
  private final String bobs = server.token(bob, "user");

  @BeforeAll
  static void start() {
    server = Guarded.shared();
    api = server.api();
  }

  @Test
  void anExportHoldsWhatItsCreatorSeesAlsoWhenAnOperatorRunsItAgain() {
    server.task(bobs);
    String mine = server.task(anns);
    JsonNode export =
        server.created(
            anns,
            "/v2/task/create",
            Map.of(
                "handler",
                "ExportHandler",
                "request",
                Map.of("filter", Map.of("handler", "Nobody"))));
    JsonNode done = ended(anns, export.get("task_id").textValue());
    assertThat(done.at("/response/rows").intValue()).as(done.toString()).isEqualTo(1);
    String content =
        api.get("/v2/file/view/" + done.at("/response/file_id").textValue(), by(anns)).text();
    assertThat(content).contains(mine);
  }

  @Test
  void anImportMakesOwnTasksAndReadsOwnFilesOnly() {
    String rows =
        "{\"handler\":\"Nobody\"}\n{\"handler\":\"Nobody\",\"user_id\":\"%s\"}\n".formatted(bob);
    Map<String, Object> request = Map.of("content", rows, "format", "ndjson");
    JsonNode done =
        ended(
            anns,
            server
                .created(
                    anns, "/v2/task/create", Map.of("handler", "ImportHandler", "request", request))
                .get("task_id")
                .textValue());
    assertThat(done.at("/response/created").intValue()).as(done.toString()).isEqualTo(1);
    assertThat(done.at("/response/rejected/0/reason").textValue()).startsWith("/user_id: ");
    JsonNode foreign =
        server.created(
            anns,
            "/v2/task/create",
            Map.of("handler", "ImportHandler", "request", Map.of("file_id", server.file(bobs))));
    JsonNode failed = ended(anns, foreign.get("task_id").textValue());
    assertThat(failed.at("/error/message").textValue()).contains("no file with the id");
  }

  @Test
  void aUserCannotHistorizeWhatIsOthers() {
    JsonNode made = server.created(anns, "/v2/task/create", Map.of("handler", "HistorizeHandler"));
    JsonNode failed = ended(anns, made.get("task_id").textValue());
    assertThat(failed.at("/error/message").textValue()).contains("task:all-users");
  }

  @Test
  void aWorkerGetsTasksOfItsHandlersAndReportsOnTheirRunsOnly() {
    String mail =
        server.key(Map.of("name", "m", "scopes", List.of("work"), "handlers", List.of("Mail")));
    String sms =
        server.key(Map.of("name", "s", "scopes", List.of("work"), "handlers", List.of("Sms")));
    server.created(anns, "/v2/task/create", Map.of("handler", "Mail"));
    Map<String, Object> claim = Map.of("handlers", List.of("Mail"), "max", 1, "worker", "w");
    assertProblem(api.post("/v2/work/claim", claim, by(sms)), 403);
    JsonNode run =
        Eventually.seen(
                "the task is claimed",
                () -> api.post("/v2/work/claim", claim, by(mail)).json(),
                tasks -> tasks.size() == 1)
            .get(0);
    Map<String, Object> report =
        Map.of(
            "task_id",
            run.get("task_id").textValue(),
            "lease_token",
            run.get("lease_token").textValue());
    for (String operation : List.of("heartbeat", "complete", "fail", "release")) {
      assertProblem(api.post("/v2/work/" + operation, report, by(sms)), 409);
    }
    assertThat(api.post("/v2/work/complete", report, by(mail)).status()).isEqualTo(200);
  }

  private static JsonNode ended(String by, String id) {
    return Eventually.seen(
        "the task has ended",
        () -> api.get("/v2/task/view/" + id, by(by)).json(),
        task -> List.of("completed", "failed").contains(task.get("status").textValue()));
  }
}
