package org.taskyard.search.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.Eventually;
import org.taskyard.support.OnServer;
import org.taskyard.support.Runs;
import org.taskyard.support.Tasks;

/** Failed tasks, grouped by what went wrong. */
@OnServer
class FailuresIT {

  private final Api api;
  private final Tasks tasks;

  FailuresIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  private JsonNode groups(Object filter) {
    Map<String, Object> mine = Map.of("user_id", tasks.user());
    Object all = filter == null ? mine : Map.of("and", List.of(mine, filter));
    Answer answer = api.post("/v2/task/errors", Map.of("filter", all));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  private List<String> fail(String... messages) {
    List<String> ids = new ArrayList<>();
    for (String message : messages) {
      ids.add(
          tasks.id(
              "handler", "EchoHandler", "max_attempts", 1, "request", Map.of("fail", message)));
    }
    ids.forEach(id -> Runs.ended(api, id));
    return ids;
  }

  @Test
  void failuresThatDifferInNumbersIdsAndQuotedTextAreOneGroup() {
    List<String> alike =
        fail(
            "order 17 of \"Ann\" is late by 3.5 s",
            "order 18 of \"Bob\" is late by 20 s",
            "order 19 of \"\" is late by 1,000 s");
    String other = fail("no such order").get(0);
    JsonNode groups = groups(null);
    assertThat(groups.get("looked_at").intValue()).isEqualTo(4);
    assertThat(groups.get("all").booleanValue()).isTrue();
    assertThat(groups.get("others").intValue()).isZero();
    assertThat(groups.get("groups")).hasSize(2);
    JsonNode first = groups.at("/groups/0");
    assertThat(first.get("count").intValue()).isEqualTo(3);
    assertThat(first.get("handler").textValue()).isEqualTo("EchoHandler");
    assertThat(first.get("type").textValue()).isEqualTo("IllegalStateException");
    assertThat(first.get("message").textValue()).isEqualTo("order <n> of <text> is late by <n> s");
    assertThat(first.get("sample_task_id").textValue()).isEqualTo(alike.get(2));
    assertThat(first.get("first_seen")).isEqualTo(tasks.view(alike.get(0)).get("finished_at"));
    assertThat(first.get("last_seen")).isEqualTo(tasks.view(alike.get(2)).get("finished_at"));
    assertThat(groups.at("/groups/1/sample_task_id").textValue()).isEqualTo(other);
  }

  @Test
  void theFilterOfAGroupFindsItsTasksAndRunsThemAgain() {
    List<String> alike = fail("order 17 is late", "order 18 is late");
    fail("something else");
    JsonNode group = groups(null).at("/groups/0");
    Answer found =
        api.post("/v2/task/index", Map.of("filter", group.get("filter"), "sort", "created_at"));
    assertThat(found.json().findValuesAsText("task_id")).isEqualTo(alike);
    JsonNode preview =
        api.post("/v2/operation/preview", Map.of("action", "retry", "filter", group.get("filter")))
            .json();
    assertThat(preview.get("matched").intValue()).isEqualTo(2);
    String id =
        api.post("/v2/operation/create", Map.of("token", preview.get("token")))
            .json()
            .get("operation_id")
            .textValue();
    assertThat(Runs.ended(api, id).at("/response/done").intValue()).isEqualTo(2);
    Eventually.holds(
        "they have run again",
        () -> tasks.view(alike.get(1)).get("status").textValue().equals("failed"));
  }

  @Test
  void aGroupIsNamedInFiltersLikeAnyField() {
    List<String> alike = fail("a 1", "a 2", "b");
    String key = groups(null).at("/groups/0/error_group").textValue();
    assertThat(tasks.found("task_id", Map.of("error_group", key), "sort", "created_at"))
        .isEqualTo(alike.subList(0, 2));
    assertThat(tasks.found("task_id", Map.of("error_group", Map.of("neq", key))))
        .containsExactly(alike.get(2));
    assertThat(tasks.found("task_id", Map.of("error_group", List.of(key, "x")))).hasSize(2);
    assertProblem(tasks.index(Map.of("error_group", Map.of("like", "a"))), 422);
    assertProblem(tasks.index(Map.of("error_group", Map.of("lt", "a"))), 422);
    assertProblem(tasks.index(null, "sort", "error_group"), 422);
  }

  @Test
  void tasksThatAClientRecordedAsFailedAreAGroupWithoutTypeAndMessage() {
    String id = tasks.id("status", "failed");
    tasks.id("status", "completed");
    JsonNode group = groups(null).at("/groups/0");
    assertThat(group.get("type").isNull()).isTrue();
    assertThat(group.get("message").isNull()).isTrue();
    Answer found = api.post("/v2/task/index", Map.of("filter", group.get("filter")));
    assertThat(found.json().findValuesAsText("task_id")).containsExactly(id);
  }

  @Test
  void whatTheFilterLeavesOutIsNotLookedAtAndFaultsAreReported() {
    tasks.id("status", "failed");
    assertThat(groups(Map.of("priority", 9)).get("looked_at").intValue()).isZero();
    assertProblem(api.post("/v2/task/errors", Map.of("filter", Map.of("colour", 1))), 422);
    assertProblem(api.post("/v2/task/errors", Map.of("sort", "created_at")), 422);
    assertThat(api.post("/v2/task/errors", null).status()).isEqualTo(200);
  }
}
