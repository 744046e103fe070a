package org.taskyard.upkeep.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;
import org.taskyard.support.Runs;

/** Moves to history whatever is finished on the server of the tests: nobody else needs it live. */
@OnServer
class HistorizeIT {

  private final Api api;
  private final String handler = "Old" + UUID.randomUUID().toString().substring(0, 8);

  HistorizeIT(Api api) {
    this.api = api;
  }

  @Test
  void finishedTasksBecomeHistoryAndOthersStay() {
    String completed = Runs.create(api, Map.of("handler", handler, "status", "completed"));
    String failed = Runs.create(api, Map.of("handler", handler, "status", "failed"));
    Runs.create(api, Map.of("handler", handler));
    Runs.create(api, Map.of("handler", handler, "status", "running"));

    JsonNode task = run(Map.of("historize_after", "0s", "purge_after", "never"));

    assertThat(task.path("status").textValue()).as(task.toString()).isEqualTo("completed");
    assertThat(task.at("/response/historized").intValue()).isGreaterThanOrEqualTo(2);
    assertThat(task.path("progress_message").textValue()).endsWith(" tasks historized");
    for (String id : new String[] {completed, failed}) {
      assertThat(api.get("/v2/task/view/" + id).json().path("historized_at").isTextual()).isTrue();
    }
    assertThat(Runs.total(api, Map.of("handler", handler))).isEqualTo(2);
    assertThat(total(true)).isEqualTo("4");
  }

  @Test
  void aTaskThatIsHistoryGetsNoFile() {
    String task = Runs.create(api, Map.of("handler", handler, "status", "completed"));
    assertThat(api.delete("/v2/task/delete/" + task + "?historicize=true").status()).isEqualTo(204);
    assertProblem(
        api.sendBytes(
            "POST", "/v2/file/create?task_id=" + task, BodyPublishers.ofByteArray(new byte[1])),
        422);
  }

  @Test
  void whatIsNotOldEnoughStays() {
    String completed = Runs.create(api, Map.of("handler", handler, "status", "completed"));
    JsonNode task = run(Map.of("purge_after", "1d"));
    assertThat(task.at("/response/dropped_months")).isEmpty();
    assertThat(api.get("/v2/task/view/" + completed).json().path("historized_at").isNull())
        .isTrue();
  }

  @Test
  void aRequestThatMakesNoSenseIsNotTriedAgain() {
    JsonNode task = run(Map.of("historize_after", "soon"));
    assertThat(task.path("status").textValue()).isEqualTo("failed");
    assertThat(task.path("attempt").intValue()).isEqualTo(1);
    assertThat(task.at("/error/message").textValue()).startsWith("The request: /historize_after: ");
  }

  private JsonNode run(Map<String, ?> request) {
    return Runs.run(api, Map.of("handler", "HistorizeHandler", "request", request));
  }

  private String total(boolean history) {
    return api.post(
            "/v2/task/index", Map.of("filter", Map.of("handler", handler), "history", history))
        .header("X-Pagination-Total-Count");
  }
}
