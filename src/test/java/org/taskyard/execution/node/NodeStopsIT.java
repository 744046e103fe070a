package org.taskyard.execution.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.support.Runs;
import org.taskyard.support.TaskyardProcess;
import org.taskyard.support.TestDatabase;

/** A node that is told to stop, by SIGTERM. */
class NodeStopsIT {

  /** As many tasks run at the same time. */
  private static final int SLOTS = 3;

  @TempDir private Path scratch;

  @Test
  void whatEndsInTheGraceIsCompletedAndTheRestIsHandedBackWithNoAttemptCounted() {
    TestDatabase database = TestDatabase.create();
    String brief;
    List<String> rest = new ArrayList<>();
    try (TaskyardProcess node =
        TaskyardProcess.on(scratch)
            .with("TASKYARD_DB_URL", database.source().getUrl())
            .with("TASKYARD_DB_USER", "postgres")
            .with("TASKYARD_WORKER_SLOTS", Integer.toString(SLOTS))
            .with("TASKYARD_STOP_GRACE", "4")
            .start()) {
      brief = sleeping(node, 3);
      for (int i = 0; i < 2 * SLOTS; i++) {
        rest.add(sleeping(node, 600));
      }
      for (String id : rest.subList(0, SLOTS - 1)) {
        Runs.await(node.api(), id, task -> task.get("status").textValue().equals("running"));
      }
      node.stop();
    }

    assertThat(task(database, brief)).isEqualTo("(completed,1)");
    for (String id : rest) {
      assertThat(task(database, id)).isEqualTo("(pending,0)");
    }
    assertThat(database.one("SELECT count(*) FROM queue")).isEqualTo(Integer.toString(2 * SLOTS));
    assertThat(database.one("SELECT count(*) FROM queue WHERE token IS NOT NULL")).isEqualTo("0");
    assertThat(database.one("SELECT count(*) FROM attempt")).isEqualTo("0");
  }

  private static String sleeping(TaskyardProcess node, int seconds) {
    return Runs.create(
        node.api(),
        Map.of("handler", "EchoHandler", "request", Map.of("sleep_ms", seconds * 1000)));
  }

  private static String task(TestDatabase database, String id) {
    return database.one(
        "SELECT (status, attempt) FROM task WHERE task_id = ?", UUID.fromString(id));
  }
}
