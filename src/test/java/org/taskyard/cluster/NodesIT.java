package org.taskyard.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.Eventually;
import org.taskyard.support.Runs;
import org.taskyard.support.TaskyardProcess;
import org.taskyard.support.TestDatabase;

/** Nodes over HTTP: two processes of the built jar, each asked by the other. */
class NodesIT {

  private static final Map<String, Object> ECHO = Map.of("handler", "EchoHandler");

  @TempDir private static Path data;

  private static TestDatabase database;
  private static TaskyardProcess one;
  private static TaskyardProcess two;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    one = node();
    two = node();
  }

  @AfterAll
  static void stop() {
    two.close();
    one.close();
  }

  private static TaskyardProcess node() {
    return TaskyardProcess.on(data)
        .with("TASKYARD_DB_URL", database.source().getUrl())
        .with("TASKYARD_DB_USER", "postgres")
        .with("TASKYARD_WORKER_SLOTS", "3")
        .start();
  }

  private static String nameOf(TaskyardProcess node) {
    return await(node, "serving").get("name").textValue();
  }

  /** The node once it is in that state, as the first one lists it. */
  private static JsonNode await(TaskyardProcess node, String state) {
    Object it = Map.of("name", Map.of("like", "-" + node.pid() + "-"), "state", state);
    return Eventually.seen(
            "the node is " + state,
            () -> one.api().post("/v2/node/index", Map.of("filter", it)).json(),
            found -> found.size() == 1)
        .get(0);
  }

  private static Answer ask(String what, String name) {
    return one.api().post("/v2/node/" + what + "/" + name, null, "Audit-Reason", "an update");
  }

  @Test
  void nodesAreListedByWhatTheySayAndHold() {
    JsonNode shown = await(two, "serving");
    assertThat(shown.get("slots").intValue()).isEqualTo(3);
    assertThat(shown.get("version").textValue())
        .isEqualTo(await(one, "serving").get("version").textValue())
        .isNotEqualTo("unknown");
    assertThat(shown.get("heap_max").longValue())
        .isGreaterThan(shown.get("heap_used").longValue())
        .isPositive();
    assertThat(shown.get("drain").booleanValue()).isFalse();
    Answer page =
        one.api().post("/v2/node/index", Map.of("per-page", 1, "sort", "-started_at,name"));
    assertThat(page.json()).hasSize(1);
    assertThat(page.header("X-Pagination-Next-Cursor")).isNotNull();
    Map<String, Object> none = Map.of("filter", Map.of("lost", Map.of("gt", 0)));
    assertThat(one.api().post("/v2/node/index", none).json()).isEmpty();
  }

  @Test
  void aNodeThatIsDrainedByAnotherTakesNoTaskUntilItIsResumed() {
    String here = nameOf(one);
    String there = nameOf(two);
    String runs = Runs.create(one.api(), sleeping(60_000));
    Runs.await(one.api(), runs, task -> task.get("status").textValue().equals("running"));

    JsonNode asked = ask("drain", there).json();
    assertThat(asked.get("drain").booleanValue()).isTrue();
    assertThat(asked.get("state").textValue()).isIn("draining", "drained");
    ask("drain", here);
    // the run under way goes on
    Eventually.holds(
        "both are asked, and one still runs",
        () -> states().stream().sorted().toList().equals(List.of("drained", "draining")));
    assertThat(two.api().get("/health/ready").status()).isEqualTo(503);
    String waiting = Runs.create(one.api(), ECHO);
    one.api().post("/v2/task/cancel/" + runs, null);
    await(one, "drained");
    await(two, "drained");
    assertThat(status(waiting)).isEqualTo("pending");
    assertThat(one.api().get("/v2/task/explain/" + waiting).json().get("reasons"))
        .extracting(reason -> reason.get("code").textValue())
        .contains("nobody_serves");

    assertThat(ask("resume", there).status()).isEqualTo(200);
    Runs.ended(one.api(), waiting);
    assertThat(ranOn(waiting)).isEqualTo(there);
    ask("resume", here);
    await(one, "serving");
    await(two, "serving");
    assertThat(
            database.one(
                "SELECT string_agg(action, ' ' ORDER BY at) FROM audit WHERE target_id = ? AND reason = 'an update'",
                there))
        .isEqualTo("node.drain node.resume");
  }

  @Test
  void aNodeThatIsKilledIsGoneAndOneThatStopsHasStopped() {
    TaskyardProcess third = node();
    String killed = nameOf(third);
    third.kill();
    TaskyardProcess fourth = node();
    await(fourth, "serving");
    fourth.stop();
    await(fourth, "stopped");
    database.moveClock(Duration.ofSeconds(31));
    await(third, "gone");
    assertProblem(ask("drain", killed), 409);
    assertProblem(ask("resume", killed), 409);
    await(one, "serving");
    await(two, "serving");
  }

  @Test
  void aNameThatNoNodeHasIsNotFoundAndASearchByWhatIsNotThereIsRefused() {
    assertProblem(ask("drain", "nobody-1-1"), 404);
    assertProblem(ask("resume", "nobody-1-1"), 404);
    JsonNode problem =
        assertProblem(
            one.api()
                .post(
                    "/v2/node/index",
                    """
                    {"filter": {"colour": 1, "slots": "x", "state": "asleep"}, "sort": "colour", "x": 1}"""),
            422);
    assertThat(problem.get("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder(
            "/filter/colour", "/filter/slots", "/filter/state", "/sort", "/x");
  }

  private static Map<String, Object> sleeping(int millis) {
    return Map.of("handler", "EchoHandler", "request", Map.of("sleep_ms", millis));
  }

  private static List<String> states() {
    Object alive = Map.of("filter", Map.of("state", List.of("serving", "draining", "drained")));
    return one.api().post("/v2/node/index", alive).json().findValuesAsText("state");
  }

  private static String status(String id) {
    return one.api().get("/v2/task/view/" + id).json().get("status").textValue();
  }

  private static String ranOn(String id) {
    return database.one("SELECT node FROM task WHERE task_id = ?::uuid", id);
  }
}
