package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.access.Guarded.by;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.Eventually;

/**
 * Callers of a tenant see and touch what is its own only; what is another one's is to them as what
 * there is not, also where the users of both have the same name.
 */
class TenantsIT {

  private static Guarded server;
  private static Api api;

  private final String one = "one-" + UUID.randomUUID();
  private final String two = "two-" + UUID.randomUUID();
  private final String ann = server.tokenOf(one, "ann", "user");
  private final String otherAnn = server.tokenOf(two, "ann", "user");
  private final String boss = server.tokenOf(one, "boss", "operator");
  private final String otherBoss = server.tokenOf(two, "boss", "operator");

  @BeforeAll
  static void start() {
    server = Guarded.ofTenants();
    api = server.api();
  }

  private static List<String> found(String by, String path, String id, Object search) {
    Answer answer = api.post(path, search, by(by));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return StreamSupport.stream(answer.json().spliterator(), false)
        .map(each -> each.get(id).textValue())
        .toList();
  }

  private static List<String> found(String by) {
    return found(by, "/v2/task/index", "task_id", Map.of("per-page", 1000));
  }

  /** The same answer, but for the id in it. */
  private static void assertAsMissing(
      String method, String path, String id, Object body, String by) {
    String none = UUID.randomUUID().toString();
    Answer foreign = api.send(method, path + id, body, by(by));
    Answer missing = api.send(method, path + none, body, by(by));
    assertThat(foreign.status()).as(foreign.toString()).isEqualTo(404);
    assertThat(foreign.text().replace(id, "ID")).isEqualTo(missing.text().replace(none, "ID"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v2/task/view/",
    "PUT, /v2/task/update/",
    "DELETE, /v2/task/delete/",
    "DELETE, /v2/task/delete/?force=true&id=",
    "DELETE, /v2/task/delete/?historicize=true&id=",
    "POST, /v2/task/cancel/",
    "POST, /v2/task/retry/",
    "GET, /v2/task/attempts/",
    "GET, /v2/task/explain/"
  })
  void aTaskOfAnotherTenantIsAsOneThatThereIsNot(String method, String path) {
    String foreign = server.task(ann);
    Object body = method.equals("PUT") ? Map.of("priority", 9) : null;
    assertAsMissing(method, path, foreign, body, otherBoss);
    if (!path.contains("force")) {
      assertAsMissing(method, path, foreign, body, otherAnn);
    }
    JsonNode kept = api.get("/v2/task/view/" + foreign, by(ann)).json();
    assertThat(kept.get("priority").intValue()).isEqualTo(5);
    assertThat(kept.get("status").textValue()).isEqualTo("pending");
  }

  @ParameterizedTest
  @CsvSource({"GET, /v2/file/view/", "DELETE, /v2/file/delete/"})
  void aFileOfAnotherTenantIsAsOneThatThereIsNot(String method, String path) {
    String foreign = server.file(ann);
    assertAsMissing(method, path, foreign, null, otherAnn);
    assertAsMissing(method, path, foreign, null, otherBoss);
    assertThat(api.get("/v2/file/view/" + foreign, by(boss)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v2/schedule/view/",
    "PUT, /v2/schedule/update/",
    "DELETE, /v2/schedule/delete/",
    "POST, /v2/schedule/trigger/"
  })
  void aScheduleOfAnotherTenantIsAsOneThatThereIsNot(String method, String path) {
    String foreign = server.schedule(boss, "nightly");
    Object body = method.equals("PUT") ? Map.of("paused", true) : null;
    assertAsMissing(method, path, foreign, body, otherBoss);
    assertThat(api.get("/v2/schedule/view/" + foreign, by(boss)).json().get("paused").asBoolean())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"user", "operator"})
  void whenAScheduleOfAnotherIsDueIsToldToNobody(String role) {
    Map<String, Object> foreign = Map.of("schedule_id", server.schedule(boss, "nightly"));
    Map<String, Object> none = Map.of("schedule_id", UUID.randomUUID().toString());
    String other = role.equals("user") ? ann : otherBoss;
    Answer refused = api.post("/v2/schedule/preview", foreign, by(other));
    assertProblem(refused, 422);
    assertThat(refused.text()).isEqualTo(api.post("/v2/schedule/preview", none, by(other)).text());
    assertThat(api.post("/v2/schedule/preview", foreign, by(boss)).status()).isEqualTo(200);
  }

  @Test
  void eachTenantHasNamesOfSchedulesOfItsOwn() {
    String mine = server.schedule(boss, "nightly");
    String foreign = server.schedule(otherBoss, "nightly");
    assertThat(found(boss, "/v2/schedule/index", "schedule_id", null)).containsExactly(mine);
    assertThat(found(otherBoss, "/v2/schedule/index", "schedule_id", null))
        .containsExactly(foreign);
  }

  @Test
  void searchesTotalsAndStatsAreOfTheTenant() {
    String mine = server.task(ann);
    String bosses = server.task(boss);
    String foreign = server.task(otherAnn);
    assertThat(found(boss)).containsExactlyInAnyOrder(mine, bosses);
    assertThat(found(ann)).containsExactly(mine);
    assertThat(found(otherBoss)).containsExactly(foreign);
    for (Object filter :
        List.of(Map.of(), Map.of("handler", "Nobody"), Map.of("user_id", List.of("ann", "boss")))) {
      Answer page = api.post("/v2/task/index", Map.of("filter", filter), by(boss));
      assertThat(page.header("X-Pagination-Total-Count")).as(filter.toString()).isEqualTo("2");
    }
    JsonNode stats = api.get("/v2/task/stats", by(boss)).json();
    assertThat(stats.at("/live/by_status/pending").intValue()).isEqualTo(2);
    assertThat(stats.at("/oldest_pending/task_id").textValue()).isEqualTo(mine);
    assertThat(api.get("/v2/task/stats", by(ann)).json().at("/live/total").intValue()).isEqualTo(1);
  }

  @Test
  void theInstallationSeesAllTenants() {
    String mine = server.task(ann);
    String foreign = server.task(otherAnn);
    assertThat(found(Guarded.ADMIN)).contains(mine, foreign);
    assertThat(api.get("/v2/task/view/" + mine, by(Guarded.ADMIN)).status()).isEqualTo(200);
  }

  @Test
  void aUserOfTheInstallationIsNotTheOneOfThatNameInATenant() {
    String foreign = server.task(ann);
    String ours = server.key(Map.of("name", "k", "roles", List.of("user"), "user_id", "ann"));
    assertAsMissing("GET", "/v2/task/view/", foreign, null, ours);
    assertThat(found(ours)).doesNotContain(foreign);
  }

  @Test
  void aParentAnIdAndAKeyOfAnotherTenantHelpNobody() {
    String foreign = server.task(ann);
    String none = UUID.randomUUID().toString();
    Map<String, Object> under = Map.of("handler", "Nobody", "parent_id", foreign);
    Answer refused = api.post("/v2/task/create", under, by(otherBoss));
    assertProblem(refused, 422);
    assertThat(refused.text())
        .isEqualTo(
            api.post(
                    "/v2/task/create",
                    Map.of("handler", "Nobody", "parent_id", none),
                    by(otherBoss))
                .text());
    Map<String, Object> same = Map.of("handler", "Nobody", "task_id", foreign);
    assertThat(assertProblem(api.post("/v2/task/create", same, by(otherAnn)), 409).toString())
        .doesNotContain(one);
    String key = UUID.randomUUID().toString();
    Map<String, Object> body = Map.of("handler", "Nobody");
    Answer first = api.post("/v2/task/create", body, by(ann, "Idempotency-Key", key));
    Answer other = api.post("/v2/task/create", body, by(otherAnn, "Idempotency-Key", key));
    assertThat(other.status()).isEqualTo(201);
    assertThat(other.json().get("task_id")).isNotEqualTo(first.json().get("task_id"));
  }

  @Test
  void anExportHoldsTheTenantsTasksAndAnImportMakesSuchOnly() {
    String mine = server.task(ann);
    server.task(otherAnn);
    Map<String, Object> all = Map.of("filter", Map.of("handler", "Nobody"));
    String export =
        server
            .created(boss, "/v2/task/create", Map.of("handler", "ExportHandler", "request", all))
            .get("task_id")
            .textValue();
    JsonNode done = ended(boss, export);
    assertThat(done.at("/response/rows").intValue()).as(done.toString()).isEqualTo(1);
    String file = done.at("/response/file_id").textValue();
    assertThat(api.get("/v2/file/view/" + file, by(boss)).text()).contains(mine);
    assertAsMissing("GET", "/v2/file/view/", file, null, otherBoss);
    Map<String, Object> rows = Map.of("content", "{\"handler\":\"Made\"}\n", "format", "ndjson");
    String imported =
        server
            .created(boss, "/v2/task/create", Map.of("handler", "ImportHandler", "request", rows))
            .get("task_id")
            .textValue();
    assertThat(ended(boss, imported).at("/response/created").intValue()).isEqualTo(1);
    Map<String, Object> made = Map.of("filter", Map.of("handler", "Made"));
    assertThat(found(boss, "/v2/task/index", "task_id", made)).hasSize(1);
    assertThat(found(otherBoss, "/v2/task/index", "task_id", made)).isEmpty();
  }

  private static JsonNode ended(String by, String task) {
    return Eventually.seen(
        "the task has ended",
        () -> api.get("/v2/task/view/" + task, by(by)).json(),
        seen -> !seen.get("finished_at").isNull());
  }
}
