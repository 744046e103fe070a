package org.taskyard.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Runs;
import org.taskyard.support.Tasks;

/** Why a task waits, as a caller asks for it. */
@OnServer
class ExplainIT {

  private final Api api;
  private final Tasks tasks;

  ExplainIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  private JsonNode explain(String id) {
    Answer answer = api.get("/v2/task/explain/" + id);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  private List<String> codes(String id) {
    return explain(id).get("reasons").findValuesAsText("code");
  }

  @Test
  void aTaskOfAHandlerThatNobodyKnowsRunsAsSoonAsAWorkerServesIt() {
    String id = tasks.id();
    assertThat(codes(id)).containsExactly("handler_unknown");
    assertThat(explain(id).get("status").textValue()).isEqualTo("pending");
    assertThat(explain(id).at("/reasons/0/blocked_by/0/id").textValue()).isEqualTo(tasks.handler());
    Map<String, Object> claim =
        Map.of("handlers", List.of(tasks.handler()), "worker", "w-1", "max", 1);
    assertThat(api.post("/v2/work/claim", claim).json()).hasSize(1);
    JsonNode running = explain(id);
    assertThat(running.get("status").textValue()).isEqualTo("running");
    assertThat(running.at("/reasons/0/code").textValue()).isEqualTo("running");
    assertThat(running.at("/reasons/0/text").textValue()).contains("runs at w-1");
  }

  @Test
  void aTaskOfAPausedHandlerWaitsSinceThePauseAndRunsAfterwards() {
    String handler = tasks.handler();
    assertThat(api.post("/v2/work/claim", Map.of("handlers", List.of(handler))).json()).isEmpty();
    pause(handler, true);
    String id = tasks.id();
    JsonNode reason = explain(id).get("reasons").get(0);
    assertThat(reason.get("code").textValue()).isEqualTo("handler_paused");
    assertThat(reason.get("since").textValue()).isNotNull();
    pause(handler, false);
    assertThat(codes(id)).containsExactly("expected");
    assertThat(api.post("/v2/work/claim", Map.of("handlers", List.of(handler))).json()).hasSize(1);
  }

  private void pause(String handler, boolean paused) {
    Answer set = api.put("/v2/handler/update/" + handler, Map.of("paused", paused));
    assertThat(set.status()).as(set.toString()).isEqualTo(200);
  }

  @Test
  void whatIsFinishedSaysSoByPathAndByQuery() {
    JsonNode task = Runs.run(api, Map.of("handler", "EchoHandler"));
    String id = task.get("task_id").textValue();
    assertThat(codes(id)).containsExactly("finished");
    JsonNode byQuery = api.get("/v2/task/explain?id=" + id).json();
    assertThat(byQuery.at("/reasons/0/since")).isEqualTo(task.get("finished_at"));
  }

  @Test
  void whatIsNoTaskIsNotFound() {
    assertProblem(api.get("/v2/task/explain/" + UUID.randomUUID()), 404);
    assertProblem(api.get("/v2/task/explain/1"), 404);
    assertProblem(api.get("/v2/task/explain"), 404);
  }
}
