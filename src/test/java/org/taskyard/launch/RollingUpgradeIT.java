package org.taskyard.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.support.Runs;
import org.taskyard.support.TaskyardProcess;
import org.taskyard.support.TestDatabase;

/**
 * This release and the next one, which is this one with a further migration, beside each other on
 * one database.
 */
class RollingUpgradeIT {

  private static final String MIGRATION =
      """
      ALTER TABLE task ADD COLUMN of_the_next_release text;
      ALTER TABLE queue ADD COLUMN of_the_next_release text;
      """;

  @TempDir private Path scratch;

  private final TestDatabase database = TestDatabase.create();

  @Test
  void tasksGoOnWhileTheNextReleaseTakesOver() throws IOException {
    Path next = nextRelease();
    List<String> tasks = new ArrayList<>();
    TaskyardProcess old = node().start();
    try {
      tasks.add(sleeping(old, 60));
      try (TaskyardProcess both = node().jar(next).start()) {
        assertThat(columns()).isEqualTo("1");
        for (int i = 0; i < 20; i++) {
          tasks.add(sleeping(i % 2 == 0 ? old : both, 0));
        }
        for (String id : tasks.subList(1, tasks.size())) {
          assertThat(Runs.ended(both.api(), id).get("status").textValue()).isEqualTo("completed");
        }
        old.stop();
        // the long one was handed back, and runs here from its beginning
        Runs.await(both.api(), tasks.get(0), task -> task.get("started_at").isTextual());
        tasks.add(sleeping(both, 0));
        Runs.ended(both.api(), tasks.get(tasks.size() - 1));
      }
    } finally {
      old.close();
    }
    assertThat(node().refuse().said()).contains("newer than this Taskyard");
  }

  private TaskyardProcess.Launch node() {
    return TaskyardProcess.on(scratch.resolve("data"))
        .with("TASKYARD_DB_URL", database.source().getUrl())
        .with("TASKYARD_DB_USER", "postgres")
        .with("TASKYARD_STOP_GRACE", "1");
  }

  private static String sleeping(TaskyardProcess node, int seconds) {
    return Runs.create(
        node.api(),
        Map.of("handler", "EchoHandler", "request", Map.of("sleep_ms", seconds * 1_000)));
  }

  private String columns() {
    return database.one(
        "SELECT count(*) FROM pg_attribute WHERE attrelid = 'queue'::regclass AND attname = 'of_the_next_release'");
  }

  private Path nextRelease() throws IOException {
    Path jar = Files.copy(Path.of("target/taskyard.jar"), scratch.resolve("next.jar"));
    try (FileSystem within = FileSystems.newFileSystem(jar)) {
      Path place = within.getPath("MICRO-INF/deploy/ROOT.war");
      Path war = Files.copy(place, scratch.resolve("next.war"));
      try (FileSystem files = FileSystems.newFileSystem(war)) {
        Files.writeString(
            files.getPath("WEB-INF/classes/db/migration/V999__of_the_next_release.sql"), MIGRATION);
      }
      Files.copy(war, place, StandardCopyOption.REPLACE_EXISTING);
    }
    return jar;
  }
}
