package org.taskyard.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.support.Api;
import org.taskyard.support.Eventually;
import org.taskyard.support.Runs;
import org.taskyard.support.TaskyardProcess;
import org.taskyard.support.TestDatabase;

/** Keys come and go, from one start of a node to the next. */
class EncryptionIT {

  private static final String CANARY = "canary-4111";
  private static final String ECHO = "EchoHandler";

  @TempDir private static Path scratch;

  private static TestDatabase database;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  private static TaskyardProcess.Launch node() {
    return TaskyardProcess.on(scratch)
        .with("TASKYARD_DB_URL", database.source().getUrl())
        .with("TASKYARD_DB_USER", "postgres");
  }

  private static TaskyardProcess node(char... keys) throws IOException {
    Path file = Files.writeString(scratch.resolve("keys.json"), TestSecrecy.keys(keys) + "\n");
    return node().with("TASKYARD_ENCRYPTION_KEYS_FILE", file.toString()).start();
  }

  private static Map<String, Object> task(String handler) {
    return Map.of("handler", handler, "request", Map.of("iban", CANARY, "n", 1));
  }

  private static String iban(Api api, String id) {
    JsonNode iban = api.get("/v2/task/view/" + id).json().at("/request/iban");
    return iban.isTextual() ? iban.textValue() : iban.path("$encrypted").textValue();
  }

  private static void setUp(Api api, String handler) {
    Map<String, Object> change = Map.of("encrypted", List.of("request.iban", "response", "error"));
    String path = "/v2/handler/update/" + handler;
    boolean known = api.get("/v2/handler/view/" + handler).status() == 200;
    assertThat(
            known
                ? api.put(path, change).status()
                : api.put(path, change, "If-None-Match", "*").status())
        .isLessThan(300);
  }

  @Test
  void keysRotateAndOneThatIsMissingLosesNothing() throws IOException {
    String first;
    String waiting;
    try (TaskyardProcess node = node('a')) {
      setUp(node.api(), ECHO);
      setUp(node.api(), "Later");
      first = Runs.create(node.api(), task(ECHO));
      JsonNode done = Runs.ended(node.api(), first);
      assertThat(done.at("/response/iban").textValue()).as(done.toString()).isEqualTo(CANARY);
      waiting = Runs.create(node.api(), task("Later"));
      everyOtherWay(node.api());
      assertThat(holding()).isEmpty();
      assertThat(node.said()).doesNotContain(CANARY);
    }
    String second;
    try (TaskyardProcess node = node('b', 'a')) {
      assertThat(iban(node.api(), first)).isEqualTo(CANARY);
      second = Runs.create(node.api(), task(ECHO));
      assertThat(Runs.ended(node.api(), second).at("/response/iban").textValue()).isEqualTo(CANARY);
    }
    try (TaskyardProcess node = node('b')) {
      assertThat(iban(node.api(), second)).isEqualTo(CANARY);
      assertThat(iban(node.api(), first)).contains("the key key-a is not in");
      unreadable(node.api(), waiting);
    }
    assertThat(node().refuse().said())
        .contains("Handlers are set to encrypt parts of their tasks, and there is no key");
  }

  /** A worker asks for it, and does not get it. */
  private static void unreadable(Api api, String waiting) {
    assertThat(api.post("/v2/work/claim", Map.of("handlers", List.of("Later"))).json()).isEmpty();
    JsonNode attempt = api.get("/v2/task/attempts/" + waiting).json().get(0);
    assertThat(attempt.at("/error/type").textValue()).isEqualTo("Unreadable");
    assertThat(database.one("SELECT request FROM task WHERE task_id = ?", UUID.fromString(waiting)))
        .contains("$encrypted");
  }

  private static void everyOtherWay(Api api) {
    String schedule =
        api.post(
                "/v2/schedule/create",
                Map.of(
                    "name",
                    "s",
                    "interval",
                    86_400,
                    "handler",
                    "Later",
                    "request",
                    Map.of("iban", CANARY)))
            .json()
            .get("schedule_id")
            .textValue();
    assertThat(api.get("/v2/schedule/view/" + schedule).text()).contains(CANARY);
    assertThat(api.post("/v2/schedule/trigger/" + schedule, null).text()).contains(CANARY);
    api.delete("/v2/schedule/delete/" + schedule);
    String[] key = {"Idempotency-Key", "a-key"};
    for (int i = 0; i < 2; i++) {
      assertThat(api.post("/v2/task/create", task("Later"), key).text()).contains(CANARY);
    }
    Map<String, Object> filter = Map.of("handler", "Later", "request", Map.of("iban", CANARY));
    JsonNode refused = assertProblem(api.post("/v2/task/index", Map.of("filter", filter)), 422);
    assertThat(refused.get("type").textValue()).isEqualTo("/docs/problems/encrypted-path");
    Map<String, Object> request = Map.of("filter", Map.of("handler", "Later"));
    JsonNode export = Runs.run(api, Map.of("handler", "ExportHandler", "request", request));
    String file = export.at("/response/file_id").textValue();
    assertThat(api.get("/v2/file/view/" + file).text())
        .contains("\"iban\":\"***\"")
        .doesNotContain(CANARY);
  }

  /** The tables that hold the value anywhere, files included. */
  private static List<String> holding() {
    List<String> holding = new ArrayList<>();
    String tables =
        database.one(
            "SELECT string_agg(relid::regclass::text, ' ') FROM pg_stat_user_tables WHERE schemaname = 'public'");
    for (String table : tables.split(" ")) {
      String found =
          database.one(
              "SELECT count(*) FROM %s AS t WHERE t::text LIKE ? OR t::text LIKE ?"
                  .formatted(table),
              "%" + CANARY + "%",
              "%"
                  + java.util.HexFormat.of()
                      .formatHex(CANARY.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                  + "%");
      if (!found.equals("0")) {
        holding.add(table);
      }
    }
    return holding;
  }

  @Test
  void whatIsAskedForAfterTheRulesChangedIsByTheNewOnes() throws IOException {
    TestDatabase own = TestDatabase.create();
    Path file = Files.writeString(scratch.resolve("two.json"), TestSecrecy.keys('a'));
    TaskyardProcess.Launch launch =
        TaskyardProcess.on(scratch)
            .with("TASKYARD_DB_URL", own.source().getUrl())
            .with("TASKYARD_DB_USER", "postgres")
            .with("TASKYARD_ENCRYPTION_KEYS_FILE", file.toString());
    try (TaskyardProcess one = launch.start();
        TaskyardProcess other = launch.port(TaskyardProcess.freePort()).start()) {
      setUp(one.api(), "Later");
      Eventually.holds(
          "the other node has heard of it",
          () -> {
            String id = Runs.create(other.api(), task("Later"));
            return own.one("SELECT request FROM task WHERE task_id = ?", UUID.fromString(id))
                .contains("$encrypted");
          });
    }
  }
}
