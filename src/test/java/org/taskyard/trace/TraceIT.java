package org.taskyard.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;

/** The trace of a create is kept with the task until its worker gets it. */
@OnServer
class TraceIT {

  private static final String CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final Api api;
  private final String handler = "Traced" + UUID.randomUUID().toString().substring(0, 8);

  TraceIT(Api api) {
    this.api = api;
  }

  @Test
  void aWorkerGetsTheTraceOfTheCreate() {
    create("/v2/task/create", Map.of("handler", handler), "traceparent", CALLER);
    assertThat(claimed()).containsExactly(CALLER);
  }

  @Test
  void aRepeatOfACreateKeepsTheTraceOfTheFirst() {
    String key = UUID.randomUUID().toString();
    for (String trace : List.of(CALLER, CALLER.replace("0af7", "ffff"))) {
      create(
          "/v2/task/create",
          Map.of("handler", handler),
          "traceparent",
          trace,
          "Idempotency-Key",
          key);
    }
    assertThat(claimed()).containsExactly(CALLER);
  }

  @Test
  void allTasksOfABatchAreOfItsTrace() {
    Map<String, ?> task = Map.of("handler", handler);
    create("/v2/task/create-batch", List.of(task, task), "traceparent", CALLER);
    create(
        "/v2/task/create-batch",
        List.of(task, Map.of("handler", handler, "task_id", UUID.randomUUID().toString())),
        "traceparent",
        CALLER);
    assertThat(claimed()).containsExactly(CALLER, CALLER, CALLER, CALLER);
  }

  @Test
  void aTraceThatCannotBeReadIsNoReasonToRefuseATask() {
    create("/v2/task/create", Map.of("handler", handler), "traceparent", "00-what");
    create("/v2/task/create", Map.of("handler", handler));
    assertThat(claimed()).containsExactly(null, null);
  }

  private void create(String path, Object body, String... headers) {
    Answer created = api.post(path, body, headers);
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
  }

  private List<String> claimed() {
    Answer claimed = api.post("/v2/work/claim", Map.of("handlers", List.of(handler), "max", 10));
    assertThat(claimed.status()).as(claimed.toString()).isEqualTo(200);
    return claimed.json().findValues("traceparent").stream().map(JsonNode::textValue).toList();
  }
}
