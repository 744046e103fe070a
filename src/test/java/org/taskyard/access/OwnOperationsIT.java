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
import org.taskyard.support.Api.Answer;
import org.taskyard.support.Eventually;

/** Operations on many tasks have the rights of whoever has previewed them, and no more. */
class OwnOperationsIT {

  private static Guarded server;
  private static Api api;

  private final String handler = "Nobody-" + UUID.randomUUID();
  private final String ann = "ann-" + UUID.randomUUID();
  private final String bob = "bob-" + UUID.randomUUID();
  private final String anns = server.token(ann, "user");
  private final String bobs = server.token(bob, "user");

  @BeforeAll
  static void start() {
    server = Guarded.shared();
    api = server.api();
  }

  private String task(String by) {
    Answer made = api.post("/v2/task/create", Map.of("handler", handler), by(by));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.json().get("task_id").textValue();
  }

  private Map<String, Object> action(String action) {
    return Map.of("action", action, "filter", Map.of("handler", handler));
  }

  private Answer preview(String action, String by) {
    return api.post("/v2/operation/preview", action(action), by(by));
  }

  private static Answer create(JsonNode preview, String by) {
    return api.post("/v2/operation/create", Map.of("token", preview.get("token")), by(by));
  }

  private static String ended(String id, String by) {
    return Eventually.seen(
            "the operation has ended",
            () -> api.get("/v2/operation/view/" + id, by(by)).json(),
            view -> List.of("completed", "failed").contains(view.get("status").textValue()))
        .get("status")
        .textValue();
  }

  private static String status(String task) {
    return api.get("/v2/task/view/" + task, by(Guarded.ADMIN)).json().get("status").textValue();
  }

  @Test
  void anOperationActsOnOwnTasksOnlyWhateverItsFilterFinds() {
    String own = task(anns);
    String foreign = task(bobs);
    JsonNode preview = preview("cancel", anns).json();
    assertThat(preview.get("matched").intValue()).isEqualTo(1);
    assertThat(preview.get("sample").findValuesAsText("task_id")).containsExactly(own);
    assertThat(preview.toString()).doesNotContain(foreign);
    String id = create(preview, anns).json().get("operation_id").textValue();
    assertThat(ended(id, anns)).isEqualTo("completed");
    assertThat(status(own)).isEqualTo("cancelled");
    assertThat(status(foreign)).isEqualTo("pending");
  }

  @Test
  void aTokenIsOfUseToWhoeverHasPreviewedOnly() {
    String own = task(anns);
    JsonNode preview = preview("cancel", anns).json();
    for (String other : List.of(bobs, Guarded.ADMIN, server.token(ann + "x", "operator"))) {
      JsonNode problem = assertProblem(create(preview, other), 404);
      assertThat(problem.get("type").textValue()).endsWith("preview-not-found");
    }
    assertThat(status(own)).isEqualTo("pending");
    assertThat(create(preview, anns).status()).isEqualTo(201);
  }

  @Test
  void anothersOperationIsAsOneThatThereIsNot() {
    task(anns);
    String id = create(preview("cancel", anns).json(), anns).json().get("operation_id").textValue();
    ended(id, anns);
    assertProblem(api.get("/v2/operation/view/" + id, by(bobs)), 404);
    assertProblem(api.post("/v2/operation/items/" + id, Map.of(), by(bobs)), 404);
    assertThat(api.post("/v2/operation/items/" + id, Map.of(), by(anns)).json()).hasSize(1);
    assertThat(api.get("/v2/operation/view/" + id, by(Guarded.ADMIN)).status()).isEqualTo(200);
  }

  @Test
  void theItemsOfAnOperationNameOnlyTasksThatTheirReaderSees() {
    String own = task(anns);
    task(bobs);
    String operator = server.token(ann, "operator");
    JsonNode preview = preview("cancel", operator).json();
    String id = create(preview, operator).json().get("operation_id").textValue();
    ended(id, operator);
    assertThat(named(id, operator)).isEqualTo(2);
    JsonNode items = api.post("/v2/operation/items/" + id, Map.of(), by(anns)).json();
    assertThat(items).hasSize(2);
    items.forEach(
        item ->
            assertThat(item.get("task").isNull())
                .isNotEqualTo(item.get("task_id").textValue().equals(own)));
  }

  private static int named(String operation, String by) {
    return api.post("/v2/operation/items/" + operation, Map.of(), by(by))
        .json()
        .findValues("entity_id")
        .size();
  }

  @Test
  void whoMayNotDoItWithOneTaskMayNotDoItWithMany() {
    String writes = key("task:read", "task:write");
    assertThat(preview("cancel", writes).status()).isEqualTo(200);
    assertForbidden(preview("delete", writes), "task:delete");
    assertForbidden(preview("historize", writes), "task:delete");
    String deletes = key("task:read", "task:delete");
    assertThat(preview("delete", deletes).status()).isEqualTo(200);
    assertForbidden(preview("retry", deletes), "task:write");
    assertForbidden(preview("cancel", key("task:write")), "task:read");
    Map<String, Object> force =
        Map.of("action", "delete", "force", true, "filter", Map.of("handler", handler));
    assertForbidden(api.post("/v2/operation/preview", force, by(deletes)), "task:operate");
    assertThat(
            api.post(
                    "/v2/operation/preview",
                    force,
                    by(key("task:read", "task:delete", "task:operate")))
                .status())
        .isEqualTo(200);
  }

  private String key(String... scopes) {
    return server.key(Map.of("name", "k", "scopes", List.of(scopes), "user_id", ann));
  }

  private static void assertForbidden(Answer answer, String scope) {
    assertThat(assertProblem(answer, 403).get("detail").textValue()).contains(scope);
  }
}
