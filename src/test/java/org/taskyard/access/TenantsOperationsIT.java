package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.access.Guarded.by;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.Eventually;
import org.taskyard.support.Tasks;

/** Operations on many tasks, groups of failures and explanations keep to the tenant. */
class TenantsOperationsIT {

  private static Guarded server;
  private static Api api;

  private final String handler = "Nobody-" + UUID.randomUUID();
  private final String one = "one-" + UUID.randomUUID();
  private final String two = "two-" + UUID.randomUUID();
  private final String boss = server.tokenOf(one, "boss", "operator");
  private final String otherBoss = server.tokenOf(two, "boss", "operator");

  @BeforeAll
  static void start() {
    server = Guarded.ofTenants();
    api = server.api();
  }

  private static JsonNode sent(int status, String path, Object body, String by) {
    Answer answer = api.post(path, body, by(by));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    return answer.json();
  }

  private String task(String by, Object... members) {
    Map<String, Object> body = new HashMap<>(Map.of("handler", handler));
    body.putAll(Tasks.object(members));
    return sent(201, "/v2/task/create", body, by).get("task_id").textValue();
  }

  private JsonNode previewed(String by) {
    Map<String, Object> cancel = Map.of("action", "cancel", "filter", Map.of("handler", handler));
    return sent(200, "/v2/operation/preview", cancel, by);
  }

  private static String run(JsonNode preview, String by) {
    Map<String, Object> token = Map.of("token", preview.get("token"));
    String id = sent(201, "/v2/operation/create", token, by).get("operation_id").textValue();
    Eventually.holds(
        "the operation has ended",
        () -> view(id, by).json().get("status").textValue().equals("completed"));
    return id;
  }

  private static Answer view(String id, String by) {
    return api.get("/v2/operation/view/" + id, by(by));
  }

  private static String status(String task, String by) {
    return api.get("/v2/task/view/" + task, by(by)).json().get("status").textValue();
  }

  @Test
  void anOperationFindsAndTouchesTasksOfItsTenantOnly() {
    String mine = task(boss);
    String foreign = task(otherBoss);
    JsonNode preview = previewed(boss);
    assertThat(preview.get("matched").intValue()).isEqualTo(1);
    assertThat(preview.get("sample").findValuesAsText("task_id")).containsExactly(mine);
    String id = run(preview, boss);
    assertThat(view(id, boss).json().get("done").intValue()).isEqualTo(1);
    assertThat(view(id, boss).json().get("created_since").intValue()).isZero();
    JsonNode items = sent(200, "/v2/operation/items/" + id, null, boss);
    assertThat(items.findValuesAsText("task_id")).containsExactly(mine);
    assertThat(status(mine, boss)).isEqualTo("cancelled");
    assertThat(status(foreign, otherBoss)).isEqualTo("pending");
  }

  @Test
  void anOperationOfAnotherTenantIsAsOneThatThereIsNot() {
    task(boss);
    JsonNode preview = previewed(boss);
    assertMissing("POST", "/v2/operation/create", "", preview.get("token").textValue());
    String id = run(preview, boss);
    assertMissing("GET", "/v2/operation/view/", id, null);
    assertMissing("POST", "/v2/operation/items/", id, null);
    assertMissing("POST", "/v2/operation/create", "", id);
    assertThat(view(id, Guarded.ADMIN).status()).isEqualTo(200);
    assertThat(sent(200, "/v2/operation/items/" + id, null, Guarded.ADMIN)).hasSize(1);
  }

  /** The same answer, but for the id in it, also to a user of the same name. */
  private void assertMissing(String method, String path, String id, String token) {
    String none = UUID.randomUUID().toString();
    Object asked = token == null ? null : Map.of("token", token);
    Object nothing = token == null ? null : Map.of("token", none);
    Answer foreign = api.send(method, path + id, asked, by(otherBoss));
    Answer missing = api.send(method, path + (token == null ? none : ""), nothing, by(otherBoss));
    assertProblem(foreign, 404);
    String text = token == null ? foreign.text().replace(id, none) : foreign.text();
    assertThat(text).isEqualTo(missing.text());
  }

  @Test
  void theInstallationActsOnTasksOfAllTenants() {
    String mine = task(boss);
    String foreign = task(otherBoss);
    String id = run(previewed(Guarded.ADMIN), Guarded.ADMIN);
    assertThat(view(id, Guarded.ADMIN).json().get("done").intValue()).isEqualTo(2);
    assertThat(status(mine, boss)).isEqualTo("cancelled");
    assertThat(status(foreign, otherBoss)).isEqualTo("cancelled");
    assertMissing("GET", "/v2/operation/view/", id, null);
  }

  @Test
  void failuresAreGroupedWithinTheTenant() {
    String mine = task(boss, "status", "failed");
    task(otherBoss, "status", "failed");
    Map<String, Object> filter = Map.of("filter", Map.of("handler", handler));
    JsonNode groups = sent(200, "/v2/task/errors", filter, boss);
    assertThat(groups.get("looked_at").intValue()).isEqualTo(1);
    assertThat(groups.at("/groups/0/sample_task_id").textValue()).isEqualTo(mine);
    JsonNode key = groups.at("/groups/0/error_group");
    Map<String, Object> group = Map.of("filter", Map.of("handler", handler, "error_group", key));
    assertThat(sent(200, "/v2/task/index", group, boss).findValuesAsText("task_id"))
        .containsExactly(mine);
  }

  @Test
  void tasksOfOtherTenantsThatGoFirstAreCountedAndNotNamed() {
    Map<String, Object> key =
        Map.of("name", "w", "scopes", List.of("work"), "handlers", List.of(handler));
    String worker = sent(201, "/v2/key/create", key, Guarded.ADMIN).get("key").textValue();
    Map<String, Object> claim = Map.of("handlers", List.of(handler), "max", 1, "worker", "w-1");
    String foreign = task(otherBoss, "priority", 9);
    // the first claims make the handler known
    Eventually.holds(
        "the worker has a task",
        () -> sent(200, "/v2/work/claim", claim, worker).findValue("task_id") != null);
    assertThat(status(foreign, otherBoss)).isEqualTo("running");
    task(otherBoss, "priority", 9);
    String mine = task(boss);
    JsonNode behind =
        Eventually.seen(
            "it is behind the other",
            () -> api.get("/v2/task/explain/" + mine, by(boss)).json().get("reasons"),
            reasons -> reasons.findValuesAsText("code").contains("behind"));
    assertThat(behind.findValuesAsText("code")).contains("nodes_full");
    assertThat(behind.toString()).contains("\"count\":1").doesNotContain(two, "w-1");
    behind.forEach(reason -> assertThat(reason.get("blocked_by")).isEmpty());
  }
}
