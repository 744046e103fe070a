package org.taskyard.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.support.Api;
import org.taskyard.support.TaskyardProcess;

/** A node that calls itself before it is ready, as an operator sees it. */
class WarmUpIT {

  private static final String TASK = "{\"handler\": \"NobodyServesThis\"}";

  @TempDir private Path data;

  @Test
  void itIsReadyWhenItIsWarmAndNothingButTheTasksOfItsClientsIsThere() throws Exception {
    try (TaskyardProcess node = TaskyardProcess.on(data).with("TASKYARD_WARM_UP", "10").start()) {
      Api api = node.api();
      assertThat(warmUp(api)).isEqualTo("DOWN");
      List<String> made = new ArrayList<>();
      while (warmUp(api).equals("DOWN")) {
        // shares commits with creates of the node itself, and none of their ends
        made.add(api.post("/v2/task/create", TASK).json().path("task_id").textValue());
      }
      assertThat(made).isNotEmpty();
      for (String id : made) {
        assertThat(api.get("/v2/task/view/" + id).status()).isEqualTo(200);
      }
      assertThat(api.get("/v2/task/stats").json().at("/live/total").intValue())
          .isEqualTo(made.size());
      assertThat(api.post("/v2/handler/index", "{}").text()).doesNotContain("WarmUp");
      assertThat(node.said()).contains("Warm after").doesNotContain("WARNING");
      node.stop();
    }
  }

  private static String warmUp(Api api) {
    for (JsonNode check : api.get("/health/ready").json().path("checks")) {
      if (check.path("name").textValue().equals("warm-up")) {
        return check.path("status").textValue();
      }
    }
    throw new AssertionError("readiness says nothing of the warm-up");
  }
}
