package org.taskyard.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Runs;
import org.taskyard.support.Tasks;

/** Acting on many tasks, from the preview to what became of each. */
@OnServer
class OperationIT {

  private final Api api;
  private final Tasks tasks;
  private final Operations operations;

  OperationIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
    operations = new Operations(api, tasks);
  }

  @Test
  void allFailedTasksOfAFilterRunAgainAndEachIsListed() {
    List<String> failed = operations.batch(120, "status", "failed");
    operations.batch(3, "status", "completed");
    JsonNode preview = operations.preview("retry", null);
    assertThat(preview.get("matched").intValue()).isEqualTo(120);
    assertThat(preview.get("at_least").booleanValue()).isFalse();
    assertThat(preview.get("sample")).hasSize(20);
    assertThat(preview.at("/left_out/0/status").textValue()).isEqualTo("completed");
    assertThat(preview.at("/left_out/0/count").intValue()).isEqualTo(3);
    assertThat(preview.get("effects").toString()).contains("Tasks: 120. They run again");
    assertThat(Runs.total(api, Map.of("handler", tasks.handler(), "status", "failed")))
        .isEqualTo(120);

    Answer created = operations.create(preview, "the bank is back");
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    String id = created.json().get("operation_id").textValue();
    assertThat(created.header("Location")).endsWith("/v2/operation/view/" + id);
    JsonNode task = Runs.ended(api, id);
    assertThat(task.get("status").textValue()).as(task.toString()).isEqualTo("completed");
    assertThat(task.at("/response/done").intValue()).isEqualTo(120);
    assertThat(task.get("handler").textValue()).isEqualTo("OperateHandler");
    assertThat(Runs.total(api, Map.of("handler", tasks.handler(), "status", "pending")))
        .isEqualTo(120);
    JsonNode items = operations.items(id, Map.of("outcome", "done"));
    assertThat(items.findValuesAsText("task_id")).containsExactlyInAnyOrderElementsOf(failed);
    assertThat(items.findValuesAsText("handler")).hasSize(120).containsOnly(tasks.handler());
    assertThat(items.at("/0/task/status").textValue()).isEqualTo("pending");
    assertThat(api.delete("/v2/task/delete/" + failed.get(0)).status()).isEqualTo(204);
    JsonNode gone = operations.items(id, Map.of("task_id", failed.get(0)));
    assertThat(gone.at("/0/task").isNull()).isTrue();
    assertThat(operations.view(id).get("reason").textValue()).isEqualTo("the bank is back");
  }

  @Test
  void theAuditHasTheOperationAndEachOfItsTasks() {
    List<String> failed = operations.batch(2, "status", "failed");
    String id = operations.run("retry", "asked for");
    JsonNode created =
        api.post(
                "/v2/audit/index",
                Map.of("filter", Map.of("target_id", id, "action", "operation.create")))
            .json();
    assertThat(created).hasSize(1);
    assertThat(created.at("/0/reason").textValue()).isEqualTo("asked for");
    assertThat(created.at("/0/after/matched").intValue()).isEqualTo(2);
    assertThat(created.at("/0/principal_kind").textValue()).isEqualTo("nobody");
    JsonNode retried =
        api.post("/v2/audit/index", Map.of("filter", Map.of("principal_id", id))).json();
    assertThat(retried.findValuesAsText("target_id")).containsExactlyInAnyOrderElementsOf(failed);
    assertThat(retried.findValuesAsText("action")).containsOnly("task.retry");
    assertThat(retried.findValuesAsText("reason")).containsOnly("asked for");
  }

  @Test
  void aReasonIsRequiredFromAHundredTasksOn() {
    operations.batch(100, "status", "failed");
    JsonNode preview = operations.preview("retry", null);
    assertThat(preview.get("reason_required").booleanValue()).isTrue();
    for (String none : new String[] {null, "", "  "}) {
      JsonNode problem = assertProblem(operations.create(preview, none), 422);
      assertThat(problem.at("/errors/0/pointer").textValue()).isEqualTo("/reason");
    }
    assertThat(tasks.found("status", Map.of("status", "pending"))).isEmpty();
    assertThat(operations.create(preview, "because").status()).isEqualTo(201);
  }

  @Test
  void aRepeatIsTheSameOperationAndAnUnknownTokenIsNone() {
    operations.batch(1, "status", "failed");
    JsonNode preview = operations.preview("retry", null);
    String first = operations.create(preview, null).json().get("operation_id").textValue();
    Runs.ended(api, first);
    Answer again = operations.create(preview, null);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().get("operation_id").textValue()).isEqualTo(first);
    assertProblem(api.post("/v2/operation/create", Map.of("token", UUID.randomUUID())), 404);
    assertProblem(
        api.get("/v2/operation/view/" + operations.preview("retry", null).get("token").textValue()),
        404);
  }

  @Test
  void whatIsCreatedOrChangedAfterThePreviewIsLeftAloneAndCounted() {
    List<String> before = operations.batch(4);
    JsonNode preview = operations.preview("priority", Map.of(), "priority", 9);
    String changed = before.get(0);
    String gone = before.get(1);
    assertThat(tasks.update(changed, "entity_id", "other").status()).isEqualTo(200);
    assertThat(api.delete("/v2/task/delete/" + gone).status()).isEqualTo(204);
    String later = tasks.id();
    String id = operations.create(preview, null).json().get("operation_id").textValue();
    JsonNode response = Runs.ended(api, id).get("response");
    assertThat(response.get("matched").intValue()).isEqualTo(4);
    assertThat(response.get("done").intValue()).isEqualTo(2);
    assertThat(response.get("skipped").intValue()).isEqualTo(2);
    assertThat(response.get("created_since").intValue()).isEqualTo(1);
    assertThat(tasks.view(changed).get("priority").intValue()).isEqualTo(5);
    assertThat(tasks.view(later).get("priority").intValue()).isEqualTo(5);
    assertThat(tasks.view(before.get(2)).get("priority").intValue()).isEqualTo(9);
    JsonNode skipped = operations.items(id, Map.of("outcome", "skipped"));
    assertThat(skipped.findValuesAsText("task_id")).containsExactly(changed);
    assertThat(skipped.at("/0/reason").textValue()).isEqualTo("changed");
  }

  @Test
  void aTaskThatCameToMatchAfterThePreviewIsNotTouched() {
    operations.batch(2, "status", "failed");
    String other = tasks.id("entity_id", "other");
    JsonNode preview = operations.preview("retry", Map.of("status", "failed"));
    assertThat(tasks.update(other, "status", "failed").status()).isEqualTo(200);
    String id = operations.create(preview, null).json().get("operation_id").textValue();
    assertThat(Runs.ended(api, id).at("/response/done").intValue()).isEqualTo(2);
    assertThat(tasks.view(other).get("status").textValue()).isEqualTo("failed");
  }

  @Test
  void aTaskOfWhichASingleCallIsRefusedIsListedAndCostsNoOther() {
    List<String> all = new ArrayList<>(operations.batch(3, "status", "completed"));
    String child = tasks.id("parent_id", all.get(1), "entity_id", "child");
    String id = operations.run("delete", null);
    JsonNode refused = operations.items(id, Map.of("outcome", "refused"));
    assertThat(refused.findValuesAsText("task_id")).containsExactly(all.get(1));
    assertThat(refused.at("/0/reason").textValue()).isEqualTo("delete-needs-force");
    assertThat(operations.view(id).get("done").intValue()).isEqualTo(3);
    assertThat(tasks.exists(all.get(0))).isFalse();
    assertThat(tasks.exists(all.get(1))).isTrue();
    assertThat(tasks.exists(child)).isFalse();
  }

  @Test
  void forceDeletesFamiliesAndRunningTasks() {
    String parent = tasks.id();
    String child = tasks.id("parent_id", parent);
    String running = tasks.id("status", "running");
    JsonNode without = operations.preview("delete", null);
    assertThat(without.get("matched").intValue()).isEqualTo(2);
    assertThat(without.at("/left_out/0/status").textValue()).isEqualTo("running");
    String id = operations.run("delete", null, "force", true);
    JsonNode view = operations.view(id);
    assertThat(view.get("done").intValue() + view.get("skipped").intValue()).isEqualTo(3);
    for (String each : List.of(parent, child, running)) {
      assertThat(tasks.exists(each)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cancel, , , status, \"cancelled\"",
    "priority, priority, 7, priority, 7",
    "run_at, run_at, 2120-01-01T00:00:00Z, run_at, \"2120-01-01T00:00:00.000000Z\""
  })
  void everyActionDoesWhatTheSingleCallDoes(
      String action, String argument, String value, String field, String expected) {
    String task = tasks.id();
    Object given = "priority".equals(argument) ? (Object) Integer.valueOf(value) : value;
    Object[] arguments = argument == null ? new Object[0] : new Object[] {argument, given};
    operations.run(action, null, arguments);
    assertThat(tasks.view(task).get(field).toString()).isEqualTo(expected);
  }

  @Test
  void tagsAreAddedAndTakenOff() {
    String task = tasks.id("tags", List.of("a", "b"));
    String finished = tasks.id("status", "completed");
    operations.run("tags", null, "add_tags", List.of("c"), "remove_tags", List.of("a"));
    assertThat(tasks.view(task).get("tags").toString()).isEqualTo("[\"b\",\"c\"]");
    assertThat(tasks.view(finished).get("tags").toString()).isEqualTo("[\"c\"]");
  }

  @Test
  void historizedTasksAreDeletedOnlyWhereTheyAreAskedFor() {
    String task = tasks.id("status", "completed");
    operations.run("historize", null);
    assertThat(tasks.view(task).get("historized_at").isNull()).isFalse();
    operations.run("delete", null);
    assertThat(tasks.exists(task)).isTrue();
    JsonNode left = operations.preview("tags", null, "add_tags", List.of("x"), "history", true);
    assertThat(left.at("/left_out/0/status").textValue()).isEqualTo("historized");
    operations.run("delete", null, "history", true);
    assertThat(tasks.exists(task)).isFalse();
  }

  @Test
  void nobodyMakesAnOperationByCreatingATask() {
    JsonNode task =
        Runs.run(
            api,
            Map.of(
                "handler", "OperateHandler", "request", Map.of("action", "delete", "all", true)));
    assertThat(task.get("status").textValue()).isEqualTo("failed");
    assertThat(task.at("/error/message").textValue()).contains("/v2/operation/preview");
    assertProblem(api.get("/v2/operation/view/" + task.get("task_id").textValue()), 404);
  }

  @Test
  void anOperationThatIsStoppedHalfWayShowsWhatIsDoneAndGoesOnWhenItsTaskIsRunAgain() {
    int all = 4_000;
    operations.batch(all);
    String id = operations.begin("tags", "why not", "add_tags", List.of("seen"));
    operations.awaitDone(id, 1);
    assertThat(api.post("/v2/task/cancel/" + id, null).status()).isEqualTo(202);
    assertThat(Runs.ended(api, id).get("status").textValue()).isEqualTo("cancelled");
    int done = operations.view(id).get("done").intValue();
    assertThat(done).isBetween(1, all - 1);
    Map<String, Object> seen = Map.of("handler", tasks.handler(), "tags", "seen");
    assertThat(Runs.total(api, seen)).isEqualTo(done);

    assertThat(api.post("/v2/task/retry/" + id, null).status()).isEqualTo(200);
    assertThat(Runs.ended(api, id).at("/response/done").intValue()).isEqualTo(all);
    assertThat(Runs.total(api, seen)).isEqualTo(all);
  }
}
