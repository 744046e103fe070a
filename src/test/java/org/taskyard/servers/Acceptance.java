package org.taskyard.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.Eventually;
import org.taskyard.support.Runs;

/**
 * Uses a service as its clients do: each kind of operation once, and what servers do differently.
 */
final class Acceptance {

  private final Api api;
  private final String root;
  private final String user = "acceptance-" + UUID.randomUUID();

  Acceptance(Api api) {
    this.api = api;
    this.root = api.base().getPath();
  }

  void passes() {
    tasksAreCreatedRunAndFound();
    aChangeIsRefusedThatComesTooLate();
    aBatchIsStoredWholeOrNotAtAll();
    schedulesFire();
    filesAreKept();
    handlersCallOtherServices();
    remoteWorkersGetTasks();
    operatorsAndReadersFindTheirPages();
    badRequestsAreProblems();
  }

  private void tasksAreCreatedRunAndFound() {
    Answer created = create(Map.of("handler", "EchoHandler", "request", Map.of("n", 1)));
    assertThat(created.header("Location")).startsWith(root + "/v2/task/view/");
    String view = created.header("Location").substring(root.length());
    JsonNode done =
        Eventually.seen(
            "the task completes",
            () -> api.get(view).json(),
            task -> task.get("status").textValue().equals("completed"));
    assertThat(done.at("/response").isNull()).isFalse();
    Answer found = api.post("/v2/task/index", Map.of("filter", Map.of("user_id", user)));
    assertThat(found.json()).hasSize(1);
    assertThat(found.header("Link")).contains("<" + root + "/v2/task/index");
    assertThat(api.post("/v2/task/index", null).status()).isEqualTo(200);
    assertThat(api.get("/v2/task/stats").status()).isEqualTo(200);
    assertThat(api.get("/v2/task/attempts/" + id(created)).json()).isNotEmpty();
  }

  private void aChangeIsRefusedThatComesTooLate() {
    Answer created = create(Map.of("handler", "NobodyHandler"));
    String update = "/v2/task/update/" + id(created);
    Answer changed = api.put(update, Map.of("priority", 7), "If-Match", created.header("ETag"));
    assertThat(changed.json().get("priority").intValue()).isEqualTo(7);
    assertThat(api.put(update, Map.of("priority", 8), "If-Match", created.header("ETag")).status())
        .isEqualTo(412);
    assertThat(api.post("/v2/task/cancel/" + id(created), null).status()).isEqualTo(200);
    assertThat(api.delete("/v2/task/delete/" + id(created)).status()).isLessThan(300);
    assertThat(api.get("/v2/task/view/" + id(created)).status()).isEqualTo(404);
  }

  /** Many tasks go in by COPY, by the driver's own means. */
  private void aBatchIsStoredWholeOrNotAtAll() {
    List<Map<String, Object>> tasks =
        IntStream.range(0, 2_000).mapToObj(n -> task(Map.of("handler", "BatchHandler"))).toList();
    assertThat(api.post("/v2/task/create-batch", tasks).status()).isLessThan(300);
    Map<String, Object> batch =
        Map.of("filter", Map.of("user_id", user, "handler", "BatchHandler"));
    assertThat(api.post("/v2/task/index", batch).header("X-Pagination-Total-Count"))
        .isEqualTo("2000");
    String taken = UUID.randomUUID().toString();
    Object twice = task(Map.of("handler", "TwiceHandler", "task_id", taken));
    assertThat(api.post("/v2/task/create-batch", List.of(twice, twice)).status())
        .isGreaterThanOrEqualTo(400);
    assertThat(api.get("/v2/task/view/" + taken).status()).isEqualTo(404);
  }

  private void schedulesFire() {
    Answer created =
        api.post(
            "/v2/schedule/create",
            Map.of("name", user, "handler", "EchoHandler", "interval", "PT1S", "user_id", user));
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    String id = created.json().get("schedule_id").textValue();
    Object fired = Map.of("filter", Map.of("user_id", user, "handler", "EchoHandler"));
    Eventually.holds(
        "the schedule has fired", () -> api.post("/v2/task/index", fired).json().size() > 1);
    assertThat(api.delete("/v2/schedule/delete/" + id).status()).isLessThan(300);
  }

  private void filesAreKept() {
    Answer stored =
        api.sendBytes(
            "POST",
            "/v2/file/create",
            BodyPublishers.ofString("kept"),
            "Content-Type",
            "text/plain",
            "Content-Disposition",
            "attachment; filename=a.txt");
    assertThat(stored.status()).as(stored.toString()).isEqualTo(201);
    String id = stored.json().get("file_id").textValue();
    assertThat(api.get("/v2/file/view/" + id).text()).isEqualTo("kept");
  }

  private void handlersCallOtherServices() {
    Map<String, ?> request = Map.of("method", "GET", "url", api.base() + "/health/live");
    JsonNode ended =
        Runs.run(
            api, task(Map.of("handler", "HttpHandler", "max_attempts", 1, "request", request)));
    assertThat(ended.get("status").textValue()).as(ended.toString()).isEqualTo("completed");
  }

  private void remoteWorkersGetTasks() {
    String handler = "Remote" + user.replace("-", "");
    String id = id(create(Map.of("handler", handler)));
    Map<String, ?> claim =
        Map.of("worker", "acceptance", "handlers", List.of(handler), "wait_seconds", 5);
    JsonNode claimed = api.post("/v2/work/claim", claim).json().get(0);
    assertThat(claimed.get("task_id").textValue()).isEqualTo(id);
    Map<String, ?> done =
        Map.of("task_id", id, "lease_token", claimed.get("lease_token").textValue());
    assertThat(api.post("/v2/work/complete", done).status()).isEqualTo(200);
    assertThat(api.post("/v2/work/complete", done).status()).isEqualTo(409);
  }

  private void operatorsAndReadersFindTheirPages() {
    for (String page :
        List.of(
            "/health",
            "/health/live",
            "/health/ready",
            "/metrics",
            "/docs/api/",
            "/docs/problems/")) {
      assertThat(api.get(page).status()).as(page).isEqualTo(200);
    }
    JsonNode openApi = api.get("/openapi?format=JSON").json();
    assertThat(openApi.at("/servers/0/url").textValue()).isEqualTo(root + "/");
  }

  private void badRequestsAreProblems() {
    assertProblem(api.get("/v2/task/view/" + UUID.randomUUID()), 404);
    assertProblem(api.get("/v2/nothing"), 404);
    assertProblem(api.put("/v2/task/create", Map.of()), 405);
    assertProblem(api.post("/v2/task/create", "x", "Content-Type", "text/plain"), 415);
    assertProblem(api.post("/v2/task/create", "{\"handler\": 5}"), 422);
    assertProblem(api.post("/v2/task/create", "{"), 400);
  }

  private void assertProblem(Answer answer, int status) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    String page = answer.json().get("type").textValue();
    assertThat(page).startsWith(root + "/docs/problems/");
    assertThat(api.get(page.substring(root.length())).status()).as(page).isEqualTo(200);
  }

  private Answer create(Map<String, Object> fields) {
    Answer created = api.post("/v2/task/create", task(fields));
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    return created;
  }

  private Map<String, Object> task(Map<String, Object> fields) {
    Map<String, Object> task = new java.util.HashMap<>(fields);
    task.put("user_id", user);
    return task;
  }

  private static String id(Answer created) {
    return created.json().get("task_id").textValue();
  }
}
