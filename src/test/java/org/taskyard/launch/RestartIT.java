package org.taskyard.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.Runs;
import org.taskyard.support.TaskyardProcess;
import org.taskyard.support.TaskyardProcess.Refusal;

/** What the runnable jar does when it is killed, started again, or cannot start. */
class RestartIT {

  @TempDir private Path data;
  @TempDir private Path temporary;

  @Test
  void tasksSurviveKillAndRestartAndNobodyElseGetsTheData() throws Exception {
    String id;
    try (TaskyardProcess first = TaskyardProcess.on(data).start()) {
      id = Runs.create(first.api(), Map.of("handler", "NobodyServesThis"));
      first.kill();
    }
    List<Path> left = servers();
    assertThat(left).hasSize(1);
    try (TaskyardProcess second =
        TaskyardProcess.on(data).jvm("-Djava.io.tmpdir=" + temporary).start()) {
      assertThat(servers()).hasSize(1).doesNotContainAnyElementsOf(left);
      // since JDK 25 the server's copy of the application lies there, of no use once it is deployed
      try (Stream<Path> cleaned = Files.list(temporary)) {
        for (Path file : cleaned.toList()) {
          Files.delete(file);
        }
      }
      assertThat(second.api().get("/v2/task/view/" + id).status()).isEqualTo(200);
      Refusal neighbour = TaskyardProcess.on(data).refuse();
      assertRefused(neighbour, "Another Taskyard (process " + second.pid() + ")");
      assertThat(second.api().get("/docs/problems/handler-not-found").status()).isEqualTo(200);
      theDatabaseIsKilledAndComesBack(second, id);
      Refusal samePort = TaskyardProcess.on(data).port(second.port()).refuse();
      assertRefused(samePort, "Port " + second.port() + " on 127.0.0.1 cannot be used");
      pretendNewerSchema();
      second.stop();
    }
    assertThat(data.resolve("postgresql/postmaster.pid")).doesNotExist();
    assertRefused(TaskyardProcess.on(data).refuse(), "newer than this Taskyard");
    assertThat(data.resolve("postgresql/postmaster.pid")).doesNotExist();
  }

  /**
   * One that is killed by the kernel, as when memory is short; callers go on meanwhile. It comes
   * back so soon that they may only notice a pause.
   */
  private void theDatabaseIsKilledAndComesBack(TaskyardProcess node, String id) throws IOException {
    ProcessHandle.of(Long.parseLong(postmaster().get(0).strip())).orElseThrow().destroyForcibly();
    Api api = node.api();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    Set<Integer> seen = new HashSet<>();
    while (!(node.said().contains("was started again")
        && api.get("/health/ready").status() == 200)) {
      assertThat(System.nanoTime()).as(node.said()).isLessThan(end);
      Answer answer = api.post("/v2/task/create", Map.of("handler", "NobodyServesThis"));
      seen.add(answer.status());
      if (answer.status() == 503) {
        assertThat(answer.json().path("type").textValue()).endsWith("/unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
      }
      assertThat(api.get("/health/live").status()).isEqualTo(200);
    }
    assertThat(seen).isSubsetOf(201, 503);
    assertThat(api.get("/v2/task/view/" + id).status()).isEqualTo(200);
    assertThat(node.said().split("The database is not available", -1).length)
        .isLessThanOrEqualTo(2);
    if (seen.contains(503)) {
      assertThat(node.said()).contains("The database is not available");
    }
    assertThat(node.said()).doesNotContain("\tat ");
  }

  private List<Path> servers() throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.filter(Files::isDirectory).filter(RestartIT::isServer).toList();
    }
  }

  private static boolean isServer(Path directory) {
    return directory.getFileName().toString().startsWith("server-");
  }

  private List<String> postmaster() throws IOException {
    return Files.readAllLines(data.resolve("postgresql/postmaster.pid"));
  }

  @Test
  void anUnreachableDatabaseIsReportedInOneSentence() {
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
  void aWrongSettingIsReportedWithWhatIsAllowed() {
    assertRefused(
        TaskyardProcess.on(data).with("TASKYARD_BODY_LIMIT", "much").refuse(),
        "TASKYARD_BODY_LIMIT is \"much\"; allowed is a whole number");
  }

  @Test
  void aDirectoryThatCannotBeUsedIsReportedBeforeAnythingIsMade() {
    assertRefused(
        TaskyardProcess.on(data.resolve("a$b")).refuse(), "PostgreSQL's tools cannot take");
    assertRefused(
        TaskyardProcess.on(data.resolve("Größe")).with("LC_ALL", "C").refuse(),
        "start Taskyard with LC_ALL=C.UTF-8");
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void withoutAuthenticationNobodyElseIsLetIn() {
    assertRefused(
        TaskyardProcess.on(data)
            .with("TASKYARD_AUTH", "none")
            .option("--address", "0.0.0.0")
            .refuse(),
        "without authentication Taskyard listens on 127.0.0.1 only");
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
    String url = "jdbc:postgresql://127.0.0.1:" + postmaster().get(3).strip() + "/taskyard";
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
