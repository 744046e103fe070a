package org.taskyard.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

/** What no operation is made of. */
@OnServer
class OperationRefusalsIT {

  private final Api api;
  private final Operations operations;

  OperationRefusalsIT(Api api) {
    this.api = api;
    operations = new Operations(api, new Tasks(api));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"action\": \"cancel\"}",
        "{\"action\": \"cancel\", \"filter\": {}}",
        "{\"action\": \"cancel\", \"filter\": null, \"all\": false}",
        "{\"action\": \"cancel\", \"filter\": {\"and\": [{}]}}"
      })
  void aFilterWithoutConditionsIsRefusedUnlessAllIsSaid(String body) {
    JsonNode problem = assertProblem(api.post("/v2/operation/preview", body), 422);
    assertThat(problem.at("/errors/0/pointer").textValue()).isEqualTo("/filter");
    assertThat(problem.toString()).contains("all");
  }

  @Test
  void allIsPreviewedWhereItIsSaid() {
    JsonNode preview =
        api.post("/v2/operation/preview", Map.of("action", "cancel", "all", true)).json();
    assertThat(preview.get("matched").isInt()).isTrue();
    assertThat(preview.at("/request/all").isMissingNode()).isTrue();
  }

  @Test
  void everyFaultOfAPreviewIsReportedAtItsPlace() {
    fault("/action", "stop");
    fault("/priority", "priority");
    fault("/priority", "priority", "priority", 10);
    fault("/priority", "priority", "priority", null);
    fault("/run_at", "run_at");
    fault("/run_at", "run_at", "run_at", "tomorrow");
    fault("/add_tags", "tags");
    fault("/add_tags/1", "tags", "add_tags", List.of("a", 1));
    fault("/remove_tags", "tags", "remove_tags", "a");
    fault("/force", "delete", "force", "yes");
    fault("/force", "cancel", "force", true);
    fault("/colour", "cancel", "colour", "red");
    fault("/history", "cancel", "history", 1);
    JsonNode problem = assertProblem(operations.ask("cancel", Map.of("colour", "red")), 422);
    assertThat(problem.at("/errors/0/pointer").textValue()).isEqualTo("/filter/and/1/colour");
  }

  private void fault(String pointer, String action, Object... members) {
    JsonNode problem = assertProblem(operations.ask(action, null, members), 422);
    assertThat(problem.at("/errors/0/pointer").textValue()).as(action).isEqualTo(pointer);
  }

  @Test
  void aCreateTakesATokenAndAReasonAndNothingElse() {
    for (Object body :
        List.of(
            Map.of(),
            Map.of("token", "x"),
            Map.of("token", UUID.randomUUID(), "filter", Map.of()),
            Map.of("token", UUID.randomUUID(), "reason", "x".repeat(501)))) {
      assertProblem(api.post("/v2/operation/create", body), 422);
    }
  }

  @Test
  void whatIsNoOperationIsNotFound() {
    for (String id : List.of(UUID.randomUUID().toString(), "x")) {
      assertProblem(api.get("/v2/operation/view/" + id), 404);
      assertProblem(api.post("/v2/operation/items/" + id, Map.of()), 404);
    }
    assertProblem(api.get("/v2/operation/view"), 404);
  }
}
