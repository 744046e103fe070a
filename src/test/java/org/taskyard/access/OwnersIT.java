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

/** A user sees and touches its own only; what is another one's is to it as what there is not. */
class OwnersIT {

  private static Guarded server;
  private static Api api;

  private final String ann = "ann-" + UUID.randomUUID();
  private final String bob = "bob-" + UUID.randomUUID();
  private final String anns = server.token(ann, "user");
  private final String bobs = server.token(bob, "user");

  @BeforeAll
  static void start() {
    server = Guarded.shared();
    api = server.api();
  }

  private static List<String> found(String by, Object search) {
    Answer answer = api.post("/v2/task/index", search, by(by));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return StreamSupport.stream(answer.json().spliterator(), false)
        .map(one -> one.get("task_id").textValue())
        .toList();
  }

  /** The same answer, but for the id in it. */
  private static void assertSame(Answer foreign, String id, Answer missing, String none) {
    assertThat(foreign.status()).as(foreign.toString()).isEqualTo(missing.status());
    assertThat(foreign.text().replace(id, "ID")).isEqualTo(missing.text().replace(none, "ID"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v2/task/view/",
    "PUT, /v2/task/update/",
    "DELETE, /v2/task/delete/",
    "POST, /v2/task/cancel/",
    "POST, /v2/task/retry/",
    "GET, /v2/task/attempts/",
    "GET, /v2/task/explain/",
    "DELETE, /v2/task/delete/?historicize=true&id="
  })
  void anothersTaskIsAsOneThatThereIsNot(String method, String path) {
    String foreign = server.task(anns);
    String none = UUID.randomUUID().toString();
    Object body = method.equals("PUT") ? Map.of("priority", 9) : null;
    Answer answer = api.send(method, path + foreign, body, by(bobs));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
    assertSame(answer, foreign, api.send(method, path + none, body, by(bobs)), none);
    assertThat(api.get("/v2/task/view/" + foreign, by(anns)).json().get("priority").intValue())
        .isEqualTo(5);
  }

  @Test
  void nobodyWaitsForTheEndOfAnothersTask() {
    long began = System.nanoTime();
    Answer answer = api.get("/v2/task/view/" + server.task(anns), by(bobs, "Prefer", "wait=60"));
    assertProblem(answer, 404);
    assertThat(System.nanoTime() - began).isLessThan(30_000_000_000L);
  }

  @ParameterizedTest
  @CsvSource({"GET, /v2/file/view/", "DELETE, /v2/file/delete/"})
  void anothersFileIsAsOneThatThereIsNot(String method, String path) {
    String foreign = server.file(anns);
    String none = UUID.randomUUID().toString();
    Answer answer = api.send(method, path + foreign, null, by(bobs));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
    assertSame(answer, foreign, api.send(method, path + none, null, by(bobs)), none);
    assertThat(api.get("/v2/file/view/" + foreign, by(anns)).status()).isEqualTo(200);
  }

  @Test
  void aTaskIsItsCreatorsUnlessItMaySayOtherwise() {
    assertThat(
            server
                .created(anns, "/v2/task/create", Map.of("handler", "Nobody"))
                .get("user_id")
                .textValue())
        .isEqualTo(ann);
    Answer forBob = api.post("/v2/task/create", Map.of("handler", "N", "user_id", bob), by(anns));
    assertThat(assertProblem(forBob, 422).at("/errors/0/pointer").textValue())
        .isEqualTo("/user_id");
    String own = server.task(anns);
    assertProblem(api.put("/v2/task/update/" + own, Map.of("user_id", bob), by(anns)), 422);
    assertThat(
            server
                .created(
                    Guarded.ADMIN, "/v2/task/create", Map.of("handler", "Nobody", "user_id", bob))
                .get("user_id")
                .textValue())
        .isEqualTo(bob);
  }

  @Test
  void aSearchFindsOwnTasksOnlyWhateverItAsksFor() {
    String mine = server.task(anns);
    String foreign = server.task(bobs);
    assertThat(found(anns, null)).containsExactly(mine);
    assertThat(found(anns, Map.of("filter", Map.of("user_id", bob)))).isEmpty();
    assertThat(found(anns, Map.of("filter", Map.of("not", Map.of("user_id", ann))))).isEmpty();
    Answer page =
        api.post("/v2/task/index", Map.of("filter", Map.of("handler", "Nobody")), by(anns));
    assertThat(page.header("X-Pagination-Total-Count")).isEqualTo("1");
    assertThat(found(server.token("eve", "viewer"), Map.of("per-page", 1000)))
        .contains(mine, foreign);
  }

  @Test
  void aCursorOfAnotherLeadsToNothingOfItsOwner() {
    server.task(anns);
    server.task(anns);
    Answer page = api.post("/v2/task/index", Map.of("per-page", 1), by(anns));
    String cursor = page.header("X-Pagination-Next-Cursor");
    assertThat(found(bobs, Map.of("per-page", 1, "cursor", cursor))).isEmpty();
  }

  @Test
  void statsCountOwnTasksOnly() {
    server.task(anns);
    server.task(anns);
    server.task(bobs);
    JsonNode stats = api.get("/v2/task/stats", by(anns)).json();
    assertThat(stats.at("/live/total").intValue()).isEqualTo(2);
    assertThat(stats.at("/live/by_status/pending").intValue()).isEqualTo(2);
    assertThat(stats.at("/oldest_pending/handler").textValue()).isEqualTo("Nobody");
  }

  @Test
  void figuresOverTimeAreForThoseWhoSeeEverybodysTasks() {
    assertProblem(api.get("/v2/task/trend", by(anns)), 403);
    assertThat(api.get("/v2/task/trend", by(server.token(ann, "viewer"))).status()).isEqualTo(200);
    assertProblem(api.get("/v2/task/trend", by(server.token(ann, "worker"))), 403);
  }

  @Test
  void theDatabaseIsForThoseWhoMayOperateIt() {
    assertProblem(api.get("/v2/database/view", by(anns)), 403);
    assertThat(api.get("/v2/database/view", by(Guarded.ADMIN)).status()).isEqualTo(200);
  }

  @Test
  void aParentMustBeAnOwnOne() {
    String foreign = server.task(anns);
    String none = UUID.randomUUID().toString();
    Map<String, Object> body = Map.of("handler", "Nobody", "parent_id", foreign);
    Answer refused = api.post("/v2/task/create", body, by(bobs));
    assertProblem(refused, 422);
    assertThat(refused.text())
        .isEqualTo(
            api.post("/v2/task/create", Map.of("handler", "Nobody", "parent_id", none), by(bobs))
                .text());
    assertProblem(
        api.put("/v2/task/update/" + server.task(bobs), Map.of("parent_id", foreign), by(bobs)),
        422);
  }

  @Test
  void whatHangsOnATaskAndIsAnothersIsNeitherShownNorDeleted() {
    String head = server.task(anns);
    server.created(
        Guarded.ADMIN,
        "/v2/task/create",
        Map.of("handler", "Nobody", "user_id", bob, "parent_id", head));
    String anna =
        server.key(
            Map.of("name", "a", "scopes", List.of("task:delete", "task:operate"), "user_id", ann));
    JsonNode needsForce = assertProblem(api.delete("/v2/task/delete/" + head, by(anns)), 409);
    assertThat(needsForce.get("entities")).isEmpty();
    JsonNode refused =
        assertProblem(api.delete("/v2/task/delete/" + head + "?force=true", by(anna)), 409);
    assertThat(refused.get("type").textValue()).endsWith("others-hang-on-it");
    assertThat(api.get("/v2/task/view/" + head, by(anns)).status()).isEqualTo(200);
  }

  @Test
  void forcingADeleteNeedsAScopeOfItsOwn() {
    assertProblem(
        api.delete("/v2/task/delete/" + server.task(anns) + "?force=true", by(anns)), 403);
  }

  @Test
  void anIdempotencyKeyOfAnotherIsAnotherKey() {
    String key = UUID.randomUUID().toString();
    Map<String, Object> body = Map.of("handler", "Nobody");
    Answer first = api.post("/v2/task/create", body, by(anns, "Idempotency-Key", key));
    Answer other = api.post("/v2/task/create", body, by(bobs, "Idempotency-Key", key));
    assertThat(other.status()).isEqualTo(201);
    assertThat(other.json().get("task_id")).isNotEqualTo(first.json().get("task_id"));
    assertThat(other.json().get("user_id").textValue()).isEqualTo(bob);
  }

  @Test
  void anIdThatAnotherHasTakenIsTakenAndNothingMoreIsSaid() {
    Answer taken =
        api.post("/v2/task/create", Map.of("handler", "N", "task_id", server.task(anns)), by(bobs));
    assertThat(assertProblem(taken, 409).toString()).doesNotContain(ann);
  }
}
