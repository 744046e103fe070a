package org.taskyard.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;

/** Handlers over HTTP; each test has one of its own, which only it serves. */
@OnServer
class RosterIT {

  private final Api api;
  private final String handler = "Roster" + UUID.randomUUID().toString().substring(0, 8);

  RosterIT(Api api) {
    this.api = api;
  }

  @Test
  void aHandlerOfTheServerIsServedByItsNode() {
    JsonNode echo = view("EchoHandler");
    assertThat(echo.get("served").booleanValue()).isTrue();
    assertThat(echo.get("served_by").get("nodes")).isNotEmpty();
    assertThat(echo.get("paused").booleanValue()).isFalse();
  }

  @Test
  void aNameThatNobodyKnowsIsNotFound() {
    assertProblem(api.get("/v2/handler/view/" + handler), 404);
    assertProblem(api.get("/v2/handler/view/1x"), 404);
    assertProblem(update(Map.of("paused", true)), 404);
    assertProblem(api.get("/v2/handler/view/" + handler), 404);
  }

  @Test
  void aHandlerThatOnlyATaskNamesIsKnownAndNotServed() {
    task();
    JsonNode shown = view(handler);
    assertThat(shown.get("served").booleanValue()).isFalse();
    assertThat(shown.get("served_by").get("workers").intValue()).isZero();
    assertThat(shown.get("pending").intValue()).isEqualTo(1);
    assertThat(shown.get("oldest_due_at").isTextual()).isTrue();
    assertThat(shown.get("updated_at").isNull()).isTrue();
  }

  @Test
  void aRemoteWorkerServesFromItsFirstClaimOn() {
    claim();
    JsonNode shown = view(handler);
    assertThat(shown.get("served").booleanValue()).isTrue();
    assertThat(shown.get("served_by").get("workers").intValue()).isEqualTo(1);
    assertThat(shown.get("served_by").get("nodes")).isEmpty();
  }

  @Test
  void nobodyGetsTasksOfAPausedHandlerUntilItGoesOn() {
    task();
    assertThat(update(Map.of("paused", true)).json().get("paused").booleanValue()).isTrue();
    assertThat(claim()).isEmpty();
    update(Map.of("paused", false));
    assertThat(claim()).hasSize(1);
  }

  @Test
  void aWaitingClaimIsAnsweredWhenItsHandlerGoesOn() throws Exception {
    task();
    update(Map.of("paused", true));
    CompletableFuture<Answer> waiting =
        CompletableFuture.supplyAsync(
            () ->
                api.post(
                    "/v2/work/claim", Map.of("handlers", List.of(handler), "wait_seconds", 30)));
    update(Map.of("paused", false));
    assertThat(waiting.get(20, TimeUnit.SECONDS).json()).hasSize(1);
  }

  @Test
  void aTaskIsClaimedWithTheSettingsOfThatMoment() {
    String id = task();
    Answer changed = update(Map.of("lease_seconds", 77, "timeout_seconds", 88, "max_attempts", 2));
    assertThat(changed.status()).isEqualTo(200);
    JsonNode claimed = claim().get(0);
    assertThat(claimed.get("lease_seconds").intValue()).isEqualTo(77);
    assertThat(claimed.get("timeout_seconds").intValue()).isEqualTo(88);
    assertThat(claimed.get("max_attempts").intValue()).isEqualTo(5);
    assertThat(claimed.get("task_id").textValue()).isEqualTo(id);
    assertThat(api.get("/v2/task/view/" + task()).json().get("max_attempts").intValue())
        .isEqualTo(2);
  }

  @Test
  void onlyWhatIsNamedChangesAndAWholeHandlerCanBeSentBack() {
    task();
    update(Map.of("backoff_first_ms", 250));
    ObjectNode whole = (ObjectNode) view(handler);
    assertThat(whole.get("backoff_first_ms").intValue()).isEqualTo(250);
    assertThat(whole.get("max_attempts").intValue()).isEqualTo(5);
    whole.put("max_attempts", 3).put("served", true).put("pending", 99);

    JsonNode shown = update(whole).json();
    assertThat(shown.get("max_attempts").intValue()).isEqualTo(3);
    assertThat(shown.get("pending").intValue()).isEqualTo(1);
    assertThat(shown.get("served").booleanValue()).isFalse();
  }

  @Test
  void faultsAreReportedAllAtOnceAndNothingChanges() {
    task();
    JsonNode before = view(handler);
    JsonNode problem =
        assertProblem(
            update(
                """
                {"max_attempts": 0, "timeout_seconds": "1", "backoff_first_ms": -1, "backoff_cap_ms": null,
                 "lease_seconds": 4, "paused": null, "name": "Other", "colour": 1}"""),
            422);
    assertThat(problem.get("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder(
            "/max_attempts",
            "/timeout_seconds",
            "/backoff_first_ms",
            "/backoff_cap_ms",
            "/lease_seconds",
            "/paused",
            "/name",
            "/colour");
    assertThat(view(handler)).isEqualTo(before);
  }

  @Test
  void theFirstWaitIsNeverLongerThanTheLongestOne() {
    task();
    assertProblem(update(Map.of("backoff_first_ms", 3_600_001)), 422);
    JsonNode problem = assertProblem(update(Map.of("backoff_cap_ms", 999)), 422);
    assertThat(problem.get("errors").get(0).get("pointer").textValue())
        .isEqualTo("/backoff_cap_ms");
    assertThat(update(Map.of("backoff_first_ms", 10, "backoff_cap_ms", 20)).status())
        .isEqualTo(200);
  }

  @Test
  void aChangeOnOtherSettingsThanThoseThatWereSeenIsRefused() {
    task();
    String seen = api.get("/v2/handler/view/" + handler).header("ETag");
    // the numbers of the moment are no part of the tag
    task();
    assertThat(api.get("/v2/handler/view/" + handler).header("ETag")).isEqualTo(seen);

    Answer first = update(Map.of("max_attempts", 7), "If-Match", seen);
    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    assertThat(first.header("ETag")).isNotEqualTo(seen);
    assertProblem(update(Map.of("max_attempts", 8), "If-Match", seen), 412);
    assertThat(view(handler).get("max_attempts").intValue()).isEqualTo(7);
  }

  @Test
  void aHandlerCanBeConfiguredAheadOnPurposeAndOnce() {
    Answer made = update(Map.of("paused", true), "If-None-Match", "*");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith("/v2/handler/view/" + handler);
    assertProblem(update(Map.of("paused", false), "If-None-Match", "*"), 412);
    // who comes to serve it later keeps what is set
    assertThat(claim()).isEmpty();
    assertThat(view(handler).get("paused").booleanValue()).isTrue();
    assertProblem(api.put("/v2/handler/update/1x", Map.of(), "If-None-Match", "*"), 422);
  }

  @Test
  void handlersAreListedByWhatIsWrongWithThem() {
    task();
    update(Map.of("paused", true));
    Map<String, Object> filter = Map.of("name", handler, "paused", true, "served", false);
    Answer found = api.post("/v2/handler/index", Map.of("filter", filter));
    assertThat(found.json()).hasSize(1).allMatch(one -> one.equals(view(handler)));
    assertThat(found.header("X-Pagination-Total-Count")).isEqualTo("1");
    Map<String, Object> other = Map.of("name", handler, "served", true);
    assertThat(api.post("/v2/handler/index", Map.of("filter", other)).json()).isEmpty();
  }

  @Test
  void theListIsPagedAndSorted() {
    task();
    // other tests leave handlers behind, more than a page of them
    Map<String, Object> few = Map.of("name", List.of("ImportHandler", handler, "EchoHandler"));
    Answer all = api.post("/v2/handler/index", Map.of("filter", few));
    assertThat(all.json().findValuesAsText("name"))
        .containsExactly("EchoHandler", "ImportHandler", handler);
    Answer last =
        api.post("/v2/handler/index", Map.of("filter", few, "sort", "-name", "per-page", 1));
    assertThat(last.json().findValuesAsText("name")).containsExactly(handler);
    assertThat(last.header("X-Pagination-Page-Count")).isEqualTo("3");
    assertThat(last.header("X-Pagination-Total-Count")).isEqualTo("3");
    assertThat(api.post("/v2/handler/index", Map.of("page", 100_000)).json()).isEmpty();
  }

  @Test
  void aSearchByWhatIsNotThereIsRefused() {
    JsonNode problem =
        assertProblem(
            api.post(
                "/v2/handler/index",
                """
                {"filter": {"colour": 1, "paused": "no"}, "sort": "colour", "page": 0, "x": 1}"""),
            422);
    assertThat(problem.get("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/filter/colour", "/filter/paused", "/sort", "/page", "/x");
  }

  private String task() {
    return api.post("/v2/task/create", Map.of("handler", handler))
        .json()
        .get("task_id")
        .textValue();
  }

  private JsonNode claim() {
    return api.post("/v2/work/claim", Map.of("handlers", List.of(handler), "max", 10)).json();
  }

  private JsonNode view(String name) {
    Answer answer = api.get("/v2/handler/view/" + name);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  private Answer update(Object change, String... headers) {
    return api.put("/v2/handler/update/" + handler, change, headers);
  }
}
