package org.taskyard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

/** Which moves a client may make by PUT, cancel and retry: the table of docs/lifecycle.md. */
@OnServer
class TaskStatusIT {

  /** Where a client may go, written down once more: the contract's table, not the code's. */
  private static final Map<String, List<String>> MOVES =
      Map.of(
          "pending", List.of("running", "completed", "failed", "cancelled"),
          "running", List.of("pending", "completed", "failed", "cancelled"),
          "completed", List.of(),
          "failed", List.of("pending"),
          "cancelled", List.of("pending"));

  private final Api api;
  private final Tasks tasks;

  TaskStatusIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  static Stream<Arguments> everyPair() {
    return MOVES.keySet().stream()
        .sorted()
        .flatMap(from -> MOVES.keySet().stream().sorted().map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("everyPair")
  void aClientMovesATaskByTheTable(String from, String to) {
    JsonNode before = tasks.create("status", from);
    Answer answer = tasks.update(before.get("task_id").textValue(), "status", to);
    if (from.equals(to) || MOVES.get(from).contains(to)) {
      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      assertThat(answer.json().get("status").textValue()).isEqualTo(to);
      assertThat(answer.json().get("finished_at").isTextual())
          .isEqualTo(List.of("completed", "failed", "cancelled").contains(to));
    } else {
      assertRefused(answer, before, to);
    }
    assertThat(tasks.found("task_id", Map.of("status", to)))
        .hasSize(answer.status() == 200 ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "running", "completed", "failed", "cancelled"})
  void whatIsNotFinishedCanBeCancelled(String from) {
    assertMoves(from, "cancel", "cancelled", List.of("pending", "running"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "running", "completed", "failed", "cancelled"})
  void whatFailedOrWasCancelledCanBeRunAgain(String from) {
    assertMoves(from, "retry", "pending", List.of("failed", "cancelled"));
  }

  private void assertMoves(String from, String operation, String to, List<String> legal) {
    JsonNode before = tasks.create("status", from);
    String id = before.get("task_id").textValue();
    Answer answer = api.post("/v2/task/" + operation + "/" + id, null);
    if (legal.contains(from)) {
      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      assertThat(answer.json().get("status").textValue()).isEqualTo(to);
      assertThat(answer.json()).isEqualTo(tasks.view(id));
    } else {
      assertRefused(answer, before, to);
    }
  }

  private void assertRefused(Answer answer, JsonNode before, String to) {
    JsonNode problem = assertProblem(answer, 409);
    String from = before.get("status").textValue();
    assertThat(problem.get("from").textValue()).isEqualTo(from);
    assertThat(problem.get("to").textValue()).isEqualTo(to);
    assertThat(problem.get("allowed"))
        .extracting(JsonNode::textValue)
        .containsExactlyInAnyOrderElementsOf(MOVES.get(from));
    assertThat(tasks.view(before.get("task_id").textValue())).isEqualTo(before);
  }

  @Test
  void aRefusedMoveTakesNothingElseOfTheBody() {
    JsonNode before = tasks.create("status", "completed");
    String id = before.get("task_id").textValue();
    assertProblem(tasks.update(id, "status", "pending", "entity_id", "new"), 409);
    assertThat(tasks.view(id)).isEqualTo(before);
  }

  @Test
  void theStatusThatTheTaskHasAlreadyIsNoMove() {
    ObjectNode before = tasks.create("status", "completed").deepCopy();
    JsonNode after = tasks.update(before.get("task_id").textValue(), "status", "completed").json();
    assertThat(after).isEqualTo(before.set("updated_at", after.get("updated_at")));
  }

  @Test
  void whatRunsElsewhereIsRecordedFromStartToEnd() {
    String id = tasks.id();
    JsonNode running = tasks.update(id, "status", "running").json();
    assertThat(running.get("started_at").isTextual()).isTrue();
    assertThat(running.get("attempt").intValue()).isEqualTo(1);

    JsonNode done = tasks.update(id, "status", "completed", "response", Map.of("ok", true)).json();
    assertThat(done.get("started_at")).isEqualTo(running.get("started_at"));
    assertThat(done.get("attempt").intValue()).isEqualTo(1);
    assertThat(done.get("response").get("ok").booleanValue()).isTrue();
    assertThat(done.get("finished_at").textValue())
        .isGreaterThanOrEqualTo(done.get("started_at").textValue());
  }

  @Test
  void aTaskThatRunsAgainStartsWithAllItsAttemptsAndNothingOfBefore() {
    String id = tasks.id("max_attempts", 3, "run_at", "2124-01-01", "request", Map.of("a", 1));
    tasks.update(id, "status", "running");
    tasks.update(id, "status", "failed", "response", Map.of("half", "done"));

    JsonNode again = api.post("/v2/task/retry?id=" + id, null).json();
    assertThat(again.get("status").textValue()).isEqualTo("pending");
    assertThat(again.get("attempt").intValue()).isZero();
    assertThat(again.get("request").get("a").intValue()).isEqualTo(1);
    for (String cleared :
        List.of("response", "error", "run_at", "progress", "started_at", "finished_at")) {
      assertThat(again.get(cleared).isNull()).as(cleared).isTrue();
    }
  }

  @Test
  void cancelAndRetryFindTheirTaskByTheQueryAndRefuseStrangers() {
    String id = tasks.id();
    assertThat(api.post("/v2/task/cancel?id=" + id, null).json().get("status").textValue())
        .isEqualTo("cancelled");
    for (String operation : List.of("cancel", "retry")) {
      for (String stranger : List.of("/task-1", "", "?id=x", "/" + id.replace('-', '0'))) {
        assertProblem(api.post("/v2/task/" + operation + stranger, null), 404);
      }
    }
    tasks.historize(id);
    assertProblem(api.post("/v2/task/retry/" + id, null), 409);
  }
}
