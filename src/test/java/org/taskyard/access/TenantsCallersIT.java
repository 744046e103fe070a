package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.access.Guarded.by;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.Eventually;
import org.taskyard.support.TestIssuer;

/** Keys, tokens, workers and the audit of tenants. */
class TenantsCallersIT {

  private static Guarded server;
  private static Api api;

  private final String one = "one-" + UUID.randomUUID();
  private final String two = "two-" + UUID.randomUUID();
  private final String admin = server.tokenOf(one, "root", "admin");
  private final String otherAdmin = server.tokenOf(two, "root", "admin");

  @BeforeAll
  static void start() {
    server = Guarded.ofTenants();
    api = server.api();
  }

  private static JsonNode made(String by, Map<String, Object> key) {
    Answer made = api.post("/v2/key/create", key, by(by));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.json();
  }

  private static List<JsonNode> found(String by, String path, Object search) {
    Answer answer = api.post(path, search, by(by));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return StreamSupport.stream(answer.json().spliterator(), false).toList();
  }

  @Test
  void aTokenWithoutTheClaimIsRefusedAndTheLogSaysWhy() {
    assertProblem(api.get("/v2/me", by(server.token("ann", "admin"))), 401);
    assertThat(server.said())
        .contains("The token names no tenant: its \"org.id\" (TASKYARD_TENANTS)");
    for (Object bad : List.of("", "*", " x", 7, List.of("a"))) {
      String token =
          server
              .issuer
              .token()
              .with("org", Map.of("id", bad))
              .roles(TestIssuer.AUDIENCE, "admin")
              .compact();
      assertProblem(api.get("/v2/me", by(token)), 401);
    }
  }

  @Test
  void whoAsksIsToldItsTenant() {
    assertThat(api.get("/v2/me", by(admin)).json().get("tenant").textValue()).isEqualTo(one);
    assertThat(api.get("/v2/me", by(Guarded.ADMIN)).json().has("tenant")).isFalse();
  }

  @Test
  void aKeyIsOfTheTenantOfItsMakerAndOfNoOther() {
    JsonNode key = made(admin, Map.of("name", "k", "roles", List.of("viewer")));
    assertThat(key.get("tenant").textValue()).isEqualTo(one);
    String text = key.get("key").textValue();
    assertThat(api.get("/v2/me", by(text)).json().get("tenant").textValue()).isEqualTo(one);
    Map<String, Object> foreign = Map.of("name", "k", "roles", List.of("viewer"), "tenant", two);
    assertProblem(api.post("/v2/key/create", foreign, by(admin)), 422);
    JsonNode given = made(Guarded.ADMIN, foreign);
    assertThat(api.get("/v2/me", by(given.get("key").textValue())).json().get("tenant").textValue())
        .isEqualTo(two);
    Map<String, Object> moved = Map.of("tenant", one);
    String path = "/v2/key/update/" + given.get("key_id").textValue();
    assertProblem(api.put(path, moved, by(Guarded.ADMIN)), 422);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v2/key/view/",
    "PUT, /v2/key/update/",
    "POST, /v2/key/rotate/",
    "DELETE, /v2/key/delete/"
  })
  void aKeyOfAnotherTenantIsAsOneThatThereIsNot(String method, String path) {
    String id = made(admin, Map.of("name", "k", "roles", List.of("viewer"))).get("key_id").asText();
    String none = "00000000000000ee";
    Object body = method.equals("PUT") ? Map.of("revoked", true) : null;
    Answer foreign = api.send(method, path + id, body, by(otherAdmin));
    Answer missing = api.send(method, path + none, body, by(otherAdmin));
    assertThat(foreign.status()).as(foreign.toString()).isEqualTo(404);
    assertThat(foreign.text().replace(id, "ID")).isEqualTo(missing.text().replace(none, "ID"));
    Answer kept = api.get("/v2/key/view/" + id, by(admin));
    assertThat(kept.status()).as(kept.toString()).isEqualTo(200);
    assertThat(kept.json().get("revoked_at").isNull()).isTrue();
    // nor is that of the installation there
    String ours = "00000000000000ad";
    assertProblem(api.send(method, path + ours, body, by(admin)), 404);
  }

  @Test
  void listsOfKeysAndTheAuditAreOfTheTenant() {
    String id =
        made(admin, Map.of("name", "k", "roles", List.of("user"), "user_id", "u"))
            .get("key_id")
            .asText();
    assertThat(found(admin, "/v2/key/index", null))
        .singleElement()
        .satisfies(key -> assertThat(key.get("key_id").textValue()).isEqualTo(id));
    assertThat(found(otherAdmin, "/v2/key/index", null)).isEmpty();
    String task =
        api.post("/v2/task/create", Map.of("handler", "Nobody"), by(admin))
            .json()
            .get("task_id")
            .textValue();
    assertThat(found(admin, "/v2/audit/index", null))
        .anySatisfy(row -> assertThat(row.get("target_id").textValue()).isEqualTo(task));
    assertThat(found(otherAdmin, "/v2/audit/index", null)).isEmpty();
    assertThat(found(Guarded.ADMIN, "/v2/audit/index", Map.of("filter", Map.of("target_id", task))))
        .hasSize(1);
  }

  @Test
  void whatIsTheInstallationsIsForNoTenant() {
    assertProblem(api.post("/v2/handler/index", null, by(admin)), 403);
    assertProblem(api.get("/v2/handler/view/EchoHandler", by(admin)), 403);
    assertProblem(
        api.put("/v2/handler/update/EchoHandler", Map.of("paused", true), by(admin)), 403);
    assertProblem(api.get("/v2/task/trend", by(admin)), 403);
    assertProblem(api.post("/v2/node/index", null, by(admin)), 403);
    assertProblem(api.get("/v2/database/view", by(admin)), 403);
    assertProblem(api.post("/v2/node/drain/any", null, by(admin)), 403);
    assertThat(api.get("/metrics", by(admin)).status()).isEqualTo(403);
    assertThat(api.post("/v2/handler/index", null, by(Guarded.ADMIN)).status()).isEqualTo(200);
  }

  @Test
  void aWorkerOfATenantGetsItsTasksOnlyAndReportsOnTheirRunsOnly() {
    String handler = "Work-" + UUID.randomUUID();
    Map<String, Object> key =
        Map.of("name", "w", "scopes", List.of("work"), "handlers", List.of(handler));
    String mine = made(admin, key).get("key").textValue();
    String foreign = made(otherAdmin, key).get("key").textValue();
    String task =
        api.post("/v2/task/create", Map.of("handler", handler), by(admin))
            .json()
            .get("task_id")
            .textValue();
    Map<String, Object> claim = Map.of("handlers", List.of(handler), "max", 10, "worker", "w");
    // the first claims make the handler known
    assertThat(api.post("/v2/work/claim", claim, by(foreign)).json()).isEmpty();
    JsonNode run =
        Eventually.seen(
                "the task is claimed",
                () -> {
                  assertThat(api.post("/v2/work/claim", claim, by(foreign)).json()).isEmpty();
                  return api.post("/v2/work/claim", claim, by(mine)).json();
                },
                tasks -> tasks.size() == 1)
            .get(0);
    assertThat(run.get("task_id").textValue()).isEqualTo(task);
    Map<String, Object> report =
        Map.of("task_id", task, "lease_token", run.get("lease_token").textValue());
    for (String operation : List.of("heartbeat", "complete", "fail", "release")) {
      assertProblem(api.post("/v2/work/" + operation, report, by(foreign)), 409);
    }
    assertThat(api.post("/v2/work/complete", report, by(mine)).status()).isEqualTo(200);
  }

  @Test
  void aSessionHasTheTenantOfItsKey() {
    String key =
        made(admin, Map.of("name", "k", "roles", List.of("viewer"))).get("key").textValue();
    Answer begun = api.post("/v2/session/create", Map.of("key", key));
    assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
    assertThat(begun.json().get("tenant").textValue()).isEqualTo(one);
    String cookie = begun.header("Set-Cookie").replaceAll(";.*", "");
    Answer me = api.get("/v2/me", "Cookie", cookie);
    assertThat(me.json().get("tenant").textValue()).isEqualTo(one);
  }
}
