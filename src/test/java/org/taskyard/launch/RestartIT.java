package org.taskyard.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.support.TaskyardProcess;
import org.taskyard.support.TaskyardProcess.Refusal;

/** What the runnable jar does when it is killed, started again, or cannot start. */
class RestartIT {

  @TempDir private Path data;

  @Test
  void tasksSurviveKillAndRestartAndNobodyElseGetsTheData() throws Exception {
    String id;
    try (TaskyardProcess first = TaskyardProcess.on(data).start()) {
      id =
          first
              .api()
              .post("/v2/task/create", "{\"handler\": \"NobodyServesThis\"}")
              .json()
              .path("task_id")
              .textValue();
      first.kill();
    }
    try (TaskyardProcess second = TaskyardProcess.on(data).start()) {
      assertThat(second.api().get("/v2/task/view/" + id).status()).isEqualTo(200);
      Refusal neighbour = TaskyardProcess.on(data).refuse();
      assertRefused(neighbour, "Another Taskyard (process " + second.pid() + ")");
      Refusal samePort = TaskyardProcess.on(data).port(second.port()).refuse();
      assertRefused(samePort, "Port " + second.port() + " on 127.0.0.1 cannot be used");
      pretendNewerSchema();
      second.stop();
    }
    assertThat(data.resolve("postgresql/postmaster.pid")).doesNotExist();
    assertRefused(TaskyardProcess.on(data).refuse(), "newer than this Taskyard");
    assertThat(data.resolve("postgresql/postmaster.pid")).doesNotExist();
  }

  @Test
  void anUnreachableDatabaseIsToldInOneSentence() {
    Refusal refusal =
        TaskyardProcess.on(data)
            .with(
                "TASKYARD_DB_URL",
                "jdbc:postgresql://127.0.0.1:"
                    + TaskyardProcess.freePort()
                    + "/none?password=geheim")
            .refuse();
    assertRefused(refusal, "cannot be used");
    assertThat(refusal.said()).doesNotContain("geheim");
  }

  @Test
  void aWrongSettingIsToldWithWhatIsAllowed() {
    assertRefused(
        TaskyardProcess.on(data).with("TASKYARD_BODY_LIMIT", "much").refuse(),
        "TASKYARD_BODY_LIMIT is \"much\"; allowed is a whole number");
  }

  @Test
  void withoutAWordAboutAccessNobodyElseIsLetIn() {
    assertRefused(
        TaskyardProcess.on(data).option("--address", "0.0.0.0").refuse(),
        "TASKYARD_AUTH is not set");
    assertRefused(TaskyardProcess.on(data).with("TASKYARD_AUTH", "keys").refuse(), "cannot do yet");
  }

  @Test
  void dataOfAnotherMajorVersionIsLeftAlone() throws IOException {
    Files.createDirectories(data.resolve("postgresql"));
    Files.writeString(data.resolve("postgresql/PG_VERSION"), "15\n");
    assertRefused(TaskyardProcess.on(data).refuse(), "is of PostgreSQL 15");
    assertThat(data.resolve("postgresql/PG_VERSION")).hasContent("15");
  }

  private static void assertRefused(Refusal refusal, String sentence) {
    assertThat(refusal.exitCode()).as(refusal.said()).isEqualTo(1);
    assertThat(refusal.said()).startsWith("Taskyard does not start: ").contains(sentence);
    assertThat(refusal.said().strip().lines()).as(refusal.said()).hasSize(1);
  }

  private void pretendNewerSchema() throws IOException, SQLException {
    List<String> postmaster = Files.readAllLines(data.resolve("postgresql/postmaster.pid"));
    String url = "jdbc:postgresql://127.0.0.1:" + postmaster.get(3).strip() + "/taskyard";
    String password = Files.readString(data.resolve("password")).strip();
    try (Connection connection = DriverManager.getConnection(url, "taskyard", password);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
          VALUES (9999, '9999', 'of the future', 'SQL', 'V9999__of_the_future.sql', 1, 'taskyard', 1, true)
          """);
    }
  }
}
