package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.access.Guarded.by;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.Eventually;

/** What those see who see all tenants, and who serves whose tasks. */
class TenantsShownIT {

  private static Guarded server;
  private static Api api;

  private final String one = "one-" + UUID.randomUUID();
  private final String two = "two-" + UUID.randomUUID();
  private final String ann = server.tokenOf(one, "ann", "user");
  private final String otherAnn = server.tokenOf(two, "ann", "user");
  private final String boss = server.tokenOf(one, "boss", "operator");

  @BeforeAll
  static void start() {
    server = Guarded.ofTenants();
    api = server.api();
  }

  @ParameterizedTest
  @CsvSource({"task, task_id", "file, file_id", "schedule, schedule_id", "audit, target_id"})
  void whoSeesAllTenantsSeesWhoseSomethingIsAndFindsItByThat(String what, String id) {
    String mine =
        switch (what) {
          case "file" -> server.file(ann);
          case "schedule" -> server.schedule(boss, "n");
          default -> server.task(ann);
        };
    server.task(otherAnn);
    Answer found =
        api.post(
            "/v2/" + what + "/index", Map.of("filter", Map.of("tenant", one)), by(Guarded.ADMIN));
    assertThat(found.status()).as(found.toString()).isEqualTo(200);
    assertThat(found.json().findValuesAsText(id)).containsExactly(mine);
    assertThat(found.json().findValuesAsText("tenant")).containsExactly(one);
    Map<String, Object> others = Map.of("filter", Map.of("tenant", Map.of("neq", one)));
    assertThat(api.post("/v2/task/index", others, by(boss)).json()).isEmpty();
  }

  @Test
  void whatIsOfNoTenantNamesNone() {
    JsonNode task =
        api.get("/v2/task/view/" + server.task(Guarded.ADMIN), by(Guarded.ADMIN)).json();
    assertThat(task.has("tenant")).isFalse();
  }

  @Test
  void aTaskWithItsTenantCanBeSentBackAndStaysItsTenants() {
    String id = server.task(ann);
    JsonNode shown = api.get("/v2/task/view/" + id, by(Guarded.ADMIN)).json();
    ObjectNode moved = ((ObjectNode) shown.deepCopy()).put("tenant", two).put("priority", 7);
    Answer changed = api.put("/v2/task/update/" + id, moved, by(Guarded.ADMIN));
    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    assertThat(changed.json().get("tenant").textValue()).isEqualTo(one);
  }

  @Test
  void aWorkerOfAnotherTenantDoesNotServeMyTaskAndMineDoes() {
    String handler = "Served-" + UUID.randomUUID();
    Map<String, Object> key =
        Map.of("name", "w", "scopes", List.of("work"), "handlers", List.of(handler));
    String mine = worker(server.tokenOf(one, "root", "admin"), key);
    String foreign = worker(server.tokenOf(two, "root", "admin"), key);
    Map<String, Object> claim = Map.of("handlers", List.of(handler), "worker", "w");
    assertThat(api.post("/v2/work/claim", claim, by(foreign)).json()).isEmpty();
    String task =
        server
            .created(ann, "/v2/task/create", Map.of("handler", handler))
            .get("task_id")
            .textValue();
    // written within ten seconds, and at once where the handler was not heard of lately
    Eventually.seen("the handler is known", () -> codes(task), List.of("nobody_serves")::equals);
    assertThat(api.post("/v2/work/claim", claim, by(mine)).json()).hasSize(1);
    String next =
        server
            .created(ann, "/v2/task/create", Map.of("handler", handler))
            .get("task_id")
            .textValue();
    Eventually.seen("mine is busy", () -> codes(next), List.of("nodes_full")::equals);
    Answer seen = api.get("/v2/handler/view/" + handler, by(Guarded.ADMIN));
    assertThat(seen.json().at("/served_by/workers").intValue()).isEqualTo(2);
  }

  private static String worker(String admin, Map<String, Object> key) {
    return server.created(admin, "/v2/key/create", key).get("key").textValue();
  }

  private List<String> codes(String task) {
    return api.get("/v2/task/explain/" + task, by(ann)).json().findValuesAsText("code");
  }
}
