package org.taskyard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

/** Families over HTTP; what they may be is told by ParentsTest. */
@OnServer
class ParentsIT {

  private static final String ALL = "/v2/task/create-batch";
  private static final String PARTIAL = ALL + "?partial=true";

  private final Api api;
  private final Tasks tasks;

  ParentsIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  @Test
  void aParentThatNobodyHasMadeIsRefusedWithOrWithoutAKey() {
    Object body = tasks.body("parent_id", "00000000-0000-0000-0000-000000000000");
    for (String[] headers :
        new String[][] {{}, {"Idempotency-Key", UUID.randomUUID().toString()}}) {
      JsonNode problem = assertProblem(api.post("/v2/task/create", body, headers), 422);
      assertThat(Tasks.texts(problem.get("errors"), "pointer")).containsExactly("/parent_id");
    }
    assertThat(tasks.found("task_id", null)).isEmpty();
  }

  @Test
  void aParentMayStandInTheBatchAnywhereAndMustBeSomewhere() {
    String parent = UUID.randomUUID().toString();
    List<Object> batch = new ArrayList<>();
    batch.add(tasks.body("parent_id", parent));
    batch.add(tasks.body("parent_id", UUID.randomUUID()));
    batch.add(tasks.body("task_id", parent));

    JsonNode problem = assertProblem(api.post(ALL, batch), 422);
    assertThat(Tasks.texts(problem.get("errors"), "pointer")).containsExactly("/1/parent_id");
    assertThat(tasks.found("task_id", null)).isEmpty();

    JsonNode outcome = api.post(PARTIAL, batch).json();
    assertThat(outcome.get("results").findValues("status"))
        .extracting(JsonNode::intValue)
        .containsExactly(201, 422, 201);
    assertThat(outcome.at("/results/1/errors/0/pointer").textValue()).isEqualTo("/1/parent_id");
    assertThat(tasks.found("task_id", null)).hasSize(2);
  }

  @Test
  void aTaskMayBecomePartOfAnotherOneButNotOfItself() {
    String id = tasks.id();
    String child = tasks.id("parent_id", id);
    String grandchild = tasks.id("parent_id", child);
    JsonNode before = tasks.view(id);
    for (String parent : List.of(UUID.randomUUID().toString(), child, grandchild)) {
      JsonNode problem = assertProblem(tasks.update(id, "parent_id", parent, "priority", 1), 422);
      assertThat(Tasks.texts(problem.get("errors"), "pointer")).containsExactly("/parent_id");
    }
    assertThat(tasks.view(id)).isEqualTo(before);
    assertProblem(tasks.update(UUID.randomUUID().toString(), "parent_id", id), 404);
    assertThat(tasks.update(grandchild, "parent_id", id).json().get("parent_id").textValue())
        .isEqualTo(id);
  }

  @Test
  void aWholeTaskMayBeSentBackThoughItsParentIsHistory() {
    String parent = tasks.id();
    String id = tasks.id("parent_id", parent);
    tasks.historize(parent);
    assertThat(api.put("/v2/task/update/" + id, tasks.view(id)).status()).isEqualTo(200);
  }
}
