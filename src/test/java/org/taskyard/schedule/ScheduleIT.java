package org.taskyard.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;

/** Schedules over HTTP; each test has a user of its own, whose schedules are deleted behind it. */
@OnServer
class ScheduleIT {

  private static final String NOBODYS = "/v2/schedule/";

  private final Api api;
  private final String user = "user-" + UUID.randomUUID().toString().substring(0, 8);

  ScheduleIT(Api api) {
    this.api = api;
  }

  @AfterEach
  void delete() {
    page(Map.of("filter", Map.of("user_id", user)))
        .json()
        .forEach(schedule -> api.delete(NOBODYS + "delete/" + id(schedule)));
  }

  /** A schedule that is not due for years, unless said otherwise. */
  private Map<String, Object> body(String name, Object... members) {
    Map<String, Object> body =
        new HashMap<>(Map.of("name", user + " " + name, "handler", "EchoHandler", "user_id", user));
    for (int i = 0; i < members.length; i += 2) {
      body.put((String) members[i], members[i + 1]);
    }
    if (!body.containsKey("interval")) {
      body.putIfAbsent("cron", "0 0 29 2 *");
    }
    return body;
  }

  private JsonNode create(String name, Object... members) {
    Answer answer = api.post("/v2/schedule/create", body(name, members));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json();
  }

  private Answer update(JsonNode schedule, Object change, String... headers) {
    return api.put("/v2/schedule/update/" + id(schedule), change, headers);
  }

  private JsonNode view(JsonNode schedule) {
    return api.get("/v2/schedule/view/" + id(schedule)).json();
  }

  private Answer page(Object search) {
    return api.post("/v2/schedule/index", search);
  }

  private static String id(JsonNode schedule) {
    return schedule.get("schedule_id").textValue();
  }

  private static List<String> pointers(JsonNode problem) {
    List<String> pointers = new ArrayList<>();
    problem.get("errors").forEach(error -> pointers.add(error.get("pointer").textValue()));
    return pointers;
  }

  /** What another process does comes soon, or the test fails. */
  private static <T> T soon(Supplier<T> look) {
    for (Instant end = Instant.now().plusSeconds(30); Instant.now().isBefore(end); ) {
      T seen = look.get();
      if (seen != null) {
        return seen;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new AssertionError("it did not come within 30 s");
  }

  @Test
  void aNewScheduleIsShownWithItsDefaultsAndItsFirstRun() {
    Answer answer =
        api.post(
            "/v2/schedule/create", body("new", "request", "{\"a\":  1.50}", "tags", List.of("x")));
    JsonNode made = answer.json();
    assertThat(answer.header("Location")).endsWith("/v2/schedule/view/" + id(made));
    Answer shown = api.get("/v2/schedule/view/" + id(made));
    assertThat(shown.json()).isEqualTo(made);
    assertThat(shown.header("ETag")).isEqualTo(answer.header("ETag"));
    assertThat(api.get("/v2/schedule/view?id=" + id(made)).json()).isEqualTo(made);
    assertThat(
            api.get("/v2/schedule/view/" + id(made), "If-None-Match", shown.header("ETag"))
                .status())
        .isEqualTo(304);

    assertThat(made.get("request").textValue()).isEqualTo("{\"a\":  1.50}");
    assertThat(made.get("misfire").textValue()).isEqualTo("once");
    assertThat(made.get("max_misfires").intValue()).isEqualTo(10);
    assertThat(made.get("time_zone").textValue()).isEqualTo("UTC");
    assertThat(made.get("priority").intValue()).isEqualTo(5);
    assertThat(made.get("paused").booleanValue()).isFalse();
    assertThat(made.get("next_run_at").textValue()).endsWith("-02-29T00:00:00.000000Z");
    assertThat(UUID.fromString(id(made)).version()).isEqualTo(7);
  }

  @Test
  void anIntervalComesBackAsIso8601HoweverItWasSent() {
    assertThat(create("number", "interval", 5_400).get("interval").textValue())
        .isEqualTo("PT1H30M");
    JsonNode day = create("iso", "interval", "P1D");
    assertThat(day.get("interval").textValue()).isEqualTo("PT24H");
    assertThat(day.get("cron").isNull()).isTrue();
    Instant created = Instant.parse(day.get("created_at").textValue());
    assertThat(Instant.parse(day.get("next_run_at").textValue()))
        .isBetween(created.plusSeconds(86_400), created.plusSeconds(86_401));
  }

  @Test
  void faultsAreToldAllAtOnceWithTheirPlaces() {
    Map<String, Object> bad = new HashMap<>();
    bad.put("name", " ");
    bad.put("cron", "0 25 * * *");
    bad.put("time_zone", "+01:00");
    bad.put("misfire", "never");
    bad.put("max_misfires", 101);
    bad.put("paused", "yes");
    bad.put("starts_at", "2026-01-02");
    bad.put("ends_at", "2026-01-01");
    bad.put("handler", "1");
    bad.put("priority", 10);
    bad.put("tags", java.util.Collections.nCopies(15, "t"));
    bad.put("status", "pending");
    JsonNode problem = assertProblem(api.post("/v2/schedule/create", bad), 422);
    assertThat(pointers(problem))
        .containsExactlyInAnyOrder(
            "/name",
            "/cron",
            "/time_zone",
            "/misfire",
            "/max_misfires",
            "/paused",
            "/ends_at",
            "/handler",
            "/priority",
            "/tags",
            "/status");
    assertThat(problem.toString()).contains("the hour is not understood: 0-23");

    assertThat(pointers(assertProblem(api.post("/v2/schedule/create", Map.of()), 422)))
        .containsExactlyInAnyOrder("/name", "/handler", "/cron");
  }

  @Test
  void aRhythmIsEitherCronOrIntervalAndComesAtSomeTime() {
    for (Object[] members :
        List.<Object[]>of(
            new Object[] {"cron", "@daily", "interval", 60},
            new Object[] {"interval", 0},
            new Object[] {"interval", "PT0.5S"},
            new Object[] {"interval", "P1M"},
            new Object[] {"interval", "PT-5M"},
            new Object[] {"interval", "PT99999999999H"},
            new Object[] {"interval", 1.5})) {
      Answer answer = api.post("/v2/schedule/create", body("bad", members));
      assertThat(pointers(assertProblem(answer, 422))).containsExactly("/interval");
    }
    for (String cron : List.of("0 0 31 2 *", "* * *", "@never", "99 * * * *", "")) {
      Answer answer = api.post("/v2/schedule/create", body("bad", "cron", cron));
      assertThat(pointers(assertProblem(answer, 422))).as(cron).containsExactly("/cron");
    }
  }

  @Test
  void aNameBelongsToOneSchedule() {
    JsonNode first = create("same");
    JsonNode other = create("other");
    Answer again = api.post("/v2/schedule/create", body("same"));
    assertThat(assertProblem(again, 409).get("type").textValue()).endsWith("schedule-name-taken");
    assertThat(again.header("Location")).endsWith("/v2/schedule/view/" + id(first));
    assertProblem(update(other, Map.of("name", first.get("name").textValue())), 409);
    assertThat(view(other)).isEqualTo(other);
    assertThat(update(first, Map.of("name", first.get("name").textValue())).status())
        .isEqualTo(200);
  }

  @Test
  void aRepeatWithTheSameKeyGetsTheFirstAnswerAndMakesNothing() {
    String key = UUID.randomUUID().toString();
    Map<String, Object> body = body("keyed");
    Answer first = api.post("/v2/schedule/create", body, "Idempotency-Key", key);
    Answer second = api.post("/v2/schedule/create", body, "Idempotency-Key", key);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertProblem(api.post("/v2/schedule/create", body("another"), "Idempotency-Key", key), 422);
    assertThat(page(Map.of("filter", Map.of("user_id", user))).json()).hasSize(1);
  }

  @Test
  void onlyWhatIsNamedChanges() {
    JsonNode made = create("change", "tags", List.of("x"), "priority", 8);
    JsonNode changed = update(made, Map.of("paused", true)).json();
    assertThat(changed.get("paused").booleanValue()).isTrue();
    ObjectNode expected = made.deepCopy();
    expected.set("paused", changed.get("paused"));
    expected.set("updated_at", changed.get("updated_at"));
    assertThat(changed).isEqualTo(expected);
    assertThat(view(made)).isEqualTo(changed);

    ObjectNode whole = changed.deepCopy();
    whole.put("paused", false).put("next_run_at", "2020-01-01").put("last_task_id", 5);
    JsonNode back = update(made, whole).json();
    assertThat(back.get("next_run_at")).isEqualTo(made.get("next_run_at"));
    assertThat(back.get("last_task_id").isNull()).isTrue();
    assertThat(back.get("paused").booleanValue()).isFalse();
  }

  @Test
  void aChangeOfTheRhythmMovesTheNextRun() {
    JsonNode made = create("move");
    JsonNode daily = update(made, Map.of("interval", "P1D")).json();
    assertThat(daily.get("cron").isNull()).isTrue();
    assertThat(daily.get("next_run_at")).isNotEqualTo(made.get("next_run_at"));
    JsonNode yearly =
        update(made, Map.of("cron", "0 3 1 1 *", "time_zone", "Europe/Berlin")).json();
    assertThat(yearly.get("interval").isNull()).isTrue();
    assertThat(yearly.get("next_run_at").textValue()).endsWith("-01-01T02:00:00.000000Z");
    JsonNode later = update(made, Map.of("starts_at", "2040-06-01")).json();
    assertThat(later.get("next_run_at").textValue()).isEqualTo("2041-01-01T02:00:00.000000Z");
    JsonNode never = update(made, Map.of("ends_at", "2040-12-31")).json();
    assertThat(never.get("next_run_at").isNull()).isTrue();
  }

  @Test
  void nullIsTheDefaultOfWhatHasOne() {
    JsonNode made =
        create(
            "nulls", "priority", 1, "misfire", "all", "max_misfires", 3, "time_zone", "Asia/Tokyo");
    Map<String, Object> nulls = new HashMap<>();
    for (String member : List.of("priority", "misfire", "max_misfires", "time_zone", "paused")) {
      nulls.put(member, null);
    }
    JsonNode changed = update(made, nulls).json();
    assertThat(changed.get("priority").intValue()).isEqualTo(5);
    assertThat(changed.get("misfire").textValue()).isEqualTo("once");
    assertThat(changed.get("max_misfires").intValue()).isEqualTo(10);
    assertThat(changed.get("time_zone").textValue()).isEqualTo("UTC");
  }

  @Test
  void aChangeThatBreaksARuleChangesNothing() {
    JsonNode made = create("rules", "starts_at", "2030-01-01");
    Map<String, Object> nameless = new HashMap<>();
    nameless.put("name", null);
    nameless.put("handler", null);
    assertThat(pointers(assertProblem(update(made, nameless), 422)))
        .containsExactlyInAnyOrder("/name", "/handler");
    Map<String, Object> rhythmless = new HashMap<>();
    rhythmless.put("cron", null);
    assertThat(pointers(assertProblem(update(made, rhythmless), 422))).containsExactly("/cron");
    assertThat(pointers(assertProblem(update(made, Map.of("ends_at", "2029-01-01")), 422)))
        .containsExactly("/ends_at");
    assertThat(pointers(assertProblem(update(made, Map.of("schedule_id", UUID.randomUUID())), 422)))
        .containsExactly("/schedule_id");
    assertThat(pointers(assertProblem(update(made, Map.of("color", 1)), 422)))
        .containsExactly("/color");
    assertThat(view(made)).isEqualTo(made);
  }

  @Test
  void aChangeForAnotherVersionIsRefused() {
    JsonNode made = create("version");
    String tag = api.get("/v2/schedule/view/" + id(made)).header("ETag");
    Answer changed = update(made, Map.of("priority", 1), "If-Match", tag);
    assertThat(changed.status()).isEqualTo(200);
    assertProblem(update(made, Map.of("priority", 2), "If-Match", tag), 412);
    assertThat(view(made).get("priority").intValue()).isEqualTo(1);
    assertThat(update(made, Map.of("priority", 3), "If-Match", changed.header("ETag")).status())
        .isEqualTo(200);
  }

  @Test
  void whatIsDeletedOrWasNeverThereIsNotFound() {
    JsonNode made = create("gone");
    assertThat(api.delete("/v2/schedule/delete/" + id(made)).status()).isEqualTo(204);
    for (String id : List.of(id(made), "no-uuid", UUID.randomUUID().toString())) {
      assertProblem(api.get("/v2/schedule/view/" + id), 404);
      assertProblem(api.put("/v2/schedule/update/" + id, Map.of("paused", true)), 404);
      assertProblem(api.put("/v2/schedule/update/" + id, Map.of("paused", 7)), 404);
      assertProblem(api.post("/v2/schedule/trigger/" + id, null), 404);
      assertProblem(api.delete("/v2/schedule/delete/" + id), 404);
    }
    assertProblem(api.get("/v2/schedule/view"), 404);
  }

  @Test
  void whatCannotBeReadIsRefused() {
    for (String path : List.of("create", "index", "preview")) {
      assertProblem(api.post("/v2/schedule/" + path, "{\"name\": "), 400);
      assertProblem(api.post("/v2/schedule/" + path, "[]"), 422);
      assertProblem(api.post("/v2/schedule/" + path, "x", "Content-Type", "text/plain"), 415);
      assertProblem(api.delete("/v2/schedule/" + path), 405);
    }
  }

  @Test
  void aTriggerMakesATaskAtOnceAndLeavesTheScheduleAsItIs() {
    JsonNode made = create("trigger", "paused", true, "request", Map.of("a", 1), "priority", 9);
    Answer answer = api.post("/v2/schedule/trigger/" + id(made), null);
    assertThat(answer.status()).isEqualTo(201);
    JsonNode task = answer.json();
    assertThat(answer.header("Location"))
        .endsWith("/v2/task/view/" + task.get("task_id").textValue());
    assertThat(task.get("priority").intValue()).isEqualTo(9);
    assertThat(task.get("tags").get(0).textValue())
        .isEqualTo("schedule:" + made.get("name").textValue());
    JsonNode done =
        soon(
            () -> {
              JsonNode seen = api.get("/v2/task/view/" + task.get("task_id").textValue()).json();
              return seen.get("status").textValue().equals("completed") ? seen : null;
            });
    assertThat(done.get("response").get("a").intValue()).isEqualTo(1);
    assertThat(view(made)).isEqualTo(made);
  }

  @Test
  void aTriggerThatIsRepeatedWithItsKeyMakesOneTask() {
    String path = "/v2/schedule/trigger/" + id(create("twice", "handler", user));
    String key = UUID.randomUUID().toString();
    JsonNode first = api.post(path, null, "Idempotency-Key", key).json();
    assertThat(api.post(path, null, "Idempotency-Key", key).json()).isEqualTo(first);
    assertThat(api.post("/v2/task/index", Map.of("filter", Map.of("handler", user))).json())
        .hasSize(1);
    assertProblem(api.post(path, null, "Idempotency-Key", "k".repeat(300)), 422);
  }

  @Test
  void aPreviewTellsTenRunsAcrossAChangeOfTheClock() {
    JsonNode preview =
        api.post(
                "/v2/schedule/preview",
                Map.of(
                    "cron", "30 2 * * *",
                    "time_zone", "Europe/Berlin",
                    "from", "2027-03-27T01:30:00Z"))
            .json();
    assertThat(preview.get("time_zone").textValue()).isEqualTo("Europe/Berlin");
    assertThat(preview.get("runs")).hasSize(10);
    // a moment that is due is the first run from there on
    assertThat(preview.get("runs").get(0).get("local").textValue())
        .isEqualTo("2027-03-27T02:30:00+01:00");
    assertThat(preview.get("runs").get(1).get("local").textValue())
        .isEqualTo("2027-03-28T03:00:00+02:00");
    assertThat(preview.get("runs").get(1).get("run_at").textValue())
        .isEqualTo("2027-03-28T01:00:00.000000Z");
    assertThat(preview.get("runs").get(2).get("local").textValue())
        .isEqualTo("2027-03-29T02:30:00+02:00");
  }

  @Test
  void aPreviewOfAStoredScheduleMayTryAChange() {
    JsonNode made = create("try", "cron", "0 5 * * *", "ends_at", "2100-01-02T23:00:00Z");
    Map<String, Object> body = new HashMap<>(Map.of("schedule_id", id(made), "from", "2100-01-01"));
    JsonNode runs = api.post("/v2/schedule/preview", body).json().get("runs");
    assertThat(runs.toString())
        .contains("2100-01-01T05:00:00Z", "2100-01-02T05:00:00Z")
        .doesNotContain("2100-01-03");
    body.put("interval", "PT6H");
    runs = api.post("/v2/schedule/preview", body).json().get("runs");
    assertThat(runs.get(0).get("local").textValue()).isEqualTo("2100-01-01T06:00:00Z");
    assertThat(runs).hasSize(7);
    assertThat(view(made)).isEqualTo(made);

    body.put("schedule_id", UUID.randomUUID().toString());
    assertThat(pointers(assertProblem(api.post("/v2/schedule/preview", body), 422)))
        .containsExactly("/schedule_id");
    assertThat(pointers(assertProblem(api.post("/v2/schedule/preview", Map.of()), 422)))
        .containsExactly("/cron");
    assertThat(
            pointers(
                assertProblem(
                    api.post("/v2/schedule/preview", Map.of("cron", "x", "name", "y", "from", 1)),
                    422)))
        .containsExactlyInAnyOrder("/cron", "/name", "/from");
  }

  @Test
  void schedulesAreFoundByTheirFieldsInPages() {
    create("a", "tags", List.of("red", "round"), "request", Map.of("kind", Map.of("deep", 1)));
    create("b", "paused", true, "handler", "ExportHandler", "priority", 2);
    create(
        "c",
        "interval",
        3_600,
        "misfire",
        "all",
        "ends_at",
        "2020-01-01",
        "starts_at",
        "2019-01-01");

    assertThat(found(Map.of("name", Map.of("like", " A")))).containsExactly("a");
    assertThat(found(Map.of("tags", "red"))).containsExactly("a");
    assertThat(found(Map.of("request", Map.of("kind", Map.of("deep", 1))))).containsExactly("a");
    assertThat(found(Map.of("paused", true))).containsExactly("b");
    assertThat(found(Map.of("paused", Map.of("neq", true)))).containsExactly("a", "c");
    assertThat(found(Map.of("priority", Map.of("lt", 5)))).containsExactly("b");
    assertThat(found(Map.of("handler", List.of("ExportHandler", "X")))).containsExactly("b");
    assertThat(found(Map.of("cron", Map.of("eq", "0 0 29 2 *")))).containsExactly("a", "b");
    assertThat(found(Map.of("misfire", "all", "time_zone", "UTC"))).containsExactly("c");
    assertThat(found(Map.of("next_run_at", Map.of("gt", "2020-01-01")))).containsExactly("a", "b");
    assertThat(found(Map.of("ends_at", "2020-01-01"))).containsExactly("c");
    Map<String, Object> over = new HashMap<>();
    over.put("next_run_at", null);
    assertThat(found(over)).containsExactly("c");
    assertThat(found(Map.of("not", Map.of("tags", "red")))).containsExactly("b", "c");

    Answer second =
        api.post(
            "/v2/schedule/index?page=2&per-page=2",
            Map.of("filter", Map.of("user_id", user), "sort", "-name"));
    assertThat(second.json()).hasSize(1);
    assertThat(second.header("X-Pagination-Total-Count")).isEqualTo("3");
    assertThat(second.header("X-Pagination-Page-Count")).isEqualTo("2");
    assertThat(second.header("Link"))
        .contains("</v2/schedule/index?page=1&per-page=2>; rel=\"prev\"")
        .doesNotContain("next");
    assertThat(
            pointers(
                assertProblem(
                    page(
                        Map.of(
                            "filter",
                            Map.of("interval", 1, "paused", "x"),
                            "sort",
                            "tags",
                            "page",
                            0,
                            "cursor",
                            "x")),
                    422)))
        .containsExactlyInAnyOrder(
            "/filter/interval", "/filter/paused", "/sort", "/page", "/cursor");
    assertThat(api.post("/v2/schedule/index", null).status()).isEqualTo(200);
  }

  /** The last words of the names found, in their order. */
  private List<String> found(Map<String, Object> filter) {
    Map<String, Object> mine = new HashMap<>(filter);
    mine.put("user_id", user);
    List<String> names = new ArrayList<>();
    page(Map.of("filter", mine, "sort", "name"))
        .json()
        .forEach(schedule -> names.add(schedule.get("name").textValue().split(" ")[1]));
    return names;
  }

  @Test
  void aScheduleRunsByItselfOnceForEachDueTimeUntilItIsPaused() {
    JsonNode made =
        create("self", "cron", "* * * * * *", "request", Map.of("n", 1), "tags", List.of("own"));
    JsonNode after =
        soon(
            () -> {
              JsonNode seen = view(made);
              Instant next = Instant.parse(seen.get("next_run_at").textValue());
              Instant first = Instant.parse(made.get("next_run_at").textValue());
              return next.isAfter(first.plusSeconds(3)) ? seen : null;
            });
    update(made, Map.of("paused", true));
    JsonNode paused = view(made);

    String tag = "schedule:" + made.get("name").textValue();
    List<String> due = new ArrayList<>();
    JsonNode tasks =
        api.post("/v2/task/index", Map.of("filter", Map.of("tags", tag), "sort", "run_at")).json();
    for (JsonNode task : tasks) {
      due.add(task.get("tags").get(2).textValue());
      assertThat(task.get("user_id").textValue()).isEqualTo(user);
      assertThat(Instant.parse(task.get("created_at").textValue()))
          .isAfterOrEqualTo(Instant.parse(task.get("run_at").textValue()));
    }
    Instant first = Instant.parse(made.get("next_run_at").textValue());
    List<String> expected = new ArrayList<>();
    for (Instant at = first;
        at.isBefore(Instant.parse(paused.get("next_run_at").textValue()));
        at = at.plusSeconds(1)) {
      expected.add("due:" + at);
    }
    assertThat(due).isEqualTo(expected).hasSizeGreaterThanOrEqualTo(4);
    assertThat(new HashSet<>(due)).hasSameSizeAs(due);
    String last = after.get("last_task_id").textValue();
    soon(
        () ->
            api.get("/v2/task/view/" + last).json().get("status").textValue().equals("completed")
                ? last
                : null);
  }
}
