package org.taskyard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

@OnServer
class DeleteTaskIT {

  private final Api api;
  private final Tasks tasks;

  DeleteTaskIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  @Test
  void aDeletedTaskIsGoneAndDeletedTwiceIsNotFound() {
    String id = tasks.id();
    Answer answer = api.delete("/v2/task/delete/" + id);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(tasks.exists(id)).isFalse();
    assertThat(tasks.found("task_id", null)).isEmpty();
    assertProblem(api.delete("/v2/task/delete/" + id), 404);
  }

  @Test
  void theIdMayStandInTheQuery() {
    String id = tasks.id();
    assertThat(api.delete("/v2/task/delete?id=" + id + "&force=false").status()).isEqualTo(204);
    assertThat(tasks.exists(id)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/task-1", "", "?id=x", "/00000000-0000-0000-0000-000000000000"})
  void anIdThatIsNobodysIsNotFound(String place) {
    assertProblem(api.delete("/v2/task/delete" + place), 404);
  }

  @Test
  void connectedEntitiesStopItAndAreListed() {
    String parent = tasks.id();
    String child = tasks.id("parent_id", parent, "status", "completed");
    String grandchild = tasks.id("parent_id", child, "status", "running");
    String file = file(grandchild);

    for (String force : List.of("", "?force=false", "?force=0")) {
      JsonNode problem = assertProblem(api.delete("/v2/task/delete/" + parent + force), 409);
      assertThat(problem.get("total").intValue()).isEqualTo(3);
      assertThat(problem.get("entities").toString())
          .isEqualTo(
              "[%s,%s,%s]"
                  .formatted(
                      listed(child, "completed"),
                      listed(grandchild, "running"),
                      "{\"type\":\"file\",\"id\":\"%s\",\"name\":\"a.txt\",\"status\":\"stored\"}"
                          .formatted(file)));
    }
    assertThat(List.of(parent, child, grandchild)).allMatch(tasks::exists);
  }

  @Test
  void withForceAllGoTogether() {
    String parent = tasks.id();
    String child = tasks.id("parent_id", parent);
    String grandchild = tasks.id("parent_id", child, "status", "running");
    String historized = tasks.id("parent_id", child, "status", "failed");
    tasks.historize(historized);
    String file = file(grandchild);
    String stranger = tasks.id();

    assertThat(api.delete("/v2/task/delete/" + parent + "?force=true").status()).isEqualTo(204);
    assertThat(List.of(parent, child, grandchild, historized)).noneMatch(tasks::exists);
    assertProblem(api.get("/v2/file/view/" + file), 404);
    assertThat(tasks.exists(stranger)).isTrue();
  }

  @Test
  void aSubtaskGoesWithoutItsParent() {
    String parent = tasks.id();
    String child = tasks.id("parent_id", parent);
    assertThat(api.delete("/v2/task/delete/" + child).status()).isEqualTo(204);
    assertThat(tasks.exists(parent)).isTrue();
  }

  @Test
  void theFirstHundredAreListedAndAllAreCounted() {
    String parent = tasks.id();
    List<Object> children = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      children.add(tasks.body("parent_id", parent));
    }
    api.post("/v2/task/create-batch", children);

    JsonNode problem = assertProblem(api.delete("/v2/task/delete/" + parent), 409);
    assertThat(problem.get("entities")).hasSize(100);
    assertThat(problem.get("total").intValue()).isEqualTo(120);
  }

  @Test
  void aRunningTaskNeedsForceAndWhoRanItCanChangeNothingAnyMore() {
    String id = tasks.id();
    JsonNode work =
        api.post("/v2/work/claim", Map.of("handlers", List.of(tasks.handler()))).json().get(0);
    Map<String, Object> end =
        Map.of("task_id", id, "lease_token", work.get("lease_token").textValue());

    JsonNode problem = assertProblem(api.delete("/v2/task/delete/" + id), 409);
    assertThat(problem.get("entities").toString()).isEqualTo("[" + listed(id, "running") + "]");
    assertThat(api.post("/v2/work/heartbeat", end).status()).isEqualTo(200);

    assertThat(api.delete("/v2/task/delete/" + id + "?force=true").status()).isEqualTo(204);
    assertProblem(api.post("/v2/work/complete", end), 409);
    assertThat(tasks.exists(id)).isFalse();
  }

  @Test
  void aFlagIsTrueOrFalse() {
    String id = tasks.id();
    assertProblem(api.delete("/v2/task/delete/" + id + "?force=maybe"), 422);
    assertProblem(api.delete("/v2/task/delete/" + id + "?historicize=2024"), 422);
    assertThat(tasks.exists(id)).isTrue();
  }

  @Test
  void toHistorizeKeepsTheTaskAndItsFamily() {
    String id = tasks.id("status", "completed", "response", Map.of("n", 1));
    String child = tasks.id("parent_id", id);
    JsonNode before = tasks.view(id);
    tasks.historize(id);

    JsonNode after = tasks.view(id);
    assertThat(after.get("historized_at").isTextual()).isTrue();
    assertThat(after.get("response")).isEqualTo(before.get("response"));
    assertThat(after.get("status").textValue()).isEqualTo("completed");
    assertThat(tasks.found("task_id", null)).containsExactly(child);
    assertThat(tasks.found("task_id", null, "history", true, "sort", "task_id"))
        .containsExactly(id, child);
  }

  @Test
  void historizedTwiceIsHistorizedOnce() {
    String id = tasks.id();
    tasks.historize(id);
    JsonNode record = tasks.view(id);
    tasks.historize(id);
    assertThat(tasks.view(id)).isEqualTo(record);
  }

  @Test
  void aHistorizedPendingTaskIsNotRunAnyMore() {
    String id = tasks.id();
    tasks.historize(id);
    assertThat(api.post("/v2/work/claim", Map.of("handlers", List.of(tasks.handler()))).json())
        .isEmpty();
  }

  @Test
  void aRunningTaskIsNotHistorized() {
    String id = tasks.id("status", "running");
    assertProblem(api.delete("/v2/task/delete/" + id + "?historicize=true"), 409);
    assertThat(tasks.view(id).get("historized_at").isNull()).isTrue();
  }

  @Test
  void aHistorizedTaskCanBeDeleted() {
    String id = tasks.id("status", "failed");
    tasks.historize(id);
    assertThat(api.delete("/v2/task/delete/" + id).status()).isEqualTo(204);
    assertThat(tasks.exists(id)).isFalse();
    // its id is free again
    assertThat(tasks.send("task_id", id).status()).isEqualTo(201);
  }

  private String listed(String id, String status) {
    return "{\"type\":\"task\",\"id\":\"%s\",\"handler\":\"%s\",\"status\":\"%s\"}"
        .formatted(id, tasks.handler(), status);
  }

  private String file(String task) {
    Answer stored =
        api.sendBytes(
            "POST",
            "/v2/file/create?task_id=" + UUID.fromString(task),
            BodyPublishers.ofString("x"),
            "Content-Type",
            "text/plain",
            "Content-Disposition",
            "attachment; filename=\"a.txt\"");
    assertThat(stored.status()).as(stored.toString()).isEqualTo(201);
    return stored.json().get("file_id").textValue();
  }
}
