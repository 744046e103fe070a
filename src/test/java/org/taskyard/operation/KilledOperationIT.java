package org.taskyard.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.support.Api;
import org.taskyard.support.Runs;
import org.taskyard.support.Tasks;
import org.taskyard.support.TaskyardProcess;

/** An operation whose node is killed in the middle of it. */
class KilledOperationIT {

  private static final int TASKS = 8_000;

  @TempDir private Path data;

  @Test
  void anOperationGoesOnAfterKillAndRestartWithNothingMissingAndNothingTwice() {
    String id;
    Map<String, Object> done;
    try (TaskyardProcess first = TaskyardProcess.on(data).start()) {
      Api api = first.api();
      set(api, Map.of("lease_seconds", 5));
      Tasks tasks = new Tasks(api);
      done = Map.of("handler", tasks.handler(), "priority", 9);
      Operations operations = new Operations(api, tasks);
      operations.batch(TASKS);
      id = operations.begin("priority", "a test", "priority", 9);
      operations.awaitDone(id, TASKS / 10);
      // so that it can be looked at before it goes on
      set(api, Map.of("paused", true));
      first.kill();
    }
    try (TaskyardProcess second = TaskyardProcess.on(data).start()) {
      Api api = second.api();
      JsonNode before = api.get("/v2/operation/view/" + id).json();
      assertThat(before.get("done").intValue()).isBetween(TASKS / 10, TASKS - 1);
      assertThat(Runs.total(api, done)).isEqualTo(before.get("done").intValue());
      set(api, Map.of("paused", false));

      JsonNode task = Runs.ended(api, id);

      assertThat(task.path("status").textValue()).as(task.toString()).isEqualTo("completed");
      assertThat(task.path("attempt").intValue()).isGreaterThanOrEqualTo(2);
      assertThat(task.at("/response/done").intValue()).isEqualTo(TASKS);
      assertThat(Runs.total(api, done)).isEqualTo(TASKS);
      assertThat(audited(api, id)).isEqualTo(TASKS);
    }
  }

  /** Each change of a task leaves a row. */
  private static int audited(Api api, String operation) {
    Map<String, Object> filter =
        Map.of("principal_id", operation, "action", List.of("task.update"));
    return Integer.parseInt(
        api.post("/v2/audit/index", Map.of("filter", filter, "per-page", 1))
            .header("X-Pagination-Total-Count"));
  }

  private static void set(Api api, Map<String, ?> settings) {
    assertThat(api.put("/v2/handler/update/OperateHandler", settings).status()).isEqualTo(200);
  }
}
