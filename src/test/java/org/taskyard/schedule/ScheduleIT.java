package org.taskyard.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.schedule.ScheduleClient.id;
import static org.taskyard.schedule.ScheduleClient.pointers;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;

/** Schedules over HTTP: how one is made, shown and found missing. */
@OnServer
class ScheduleIT {

  private final ScheduleClient client;

  ScheduleIT(Api api) {
    client = new ScheduleClient(api);
  }

  @AfterEach
  void leave() {
    client.leave();
  }

  @Test
  void aNewScheduleIsShownWithItsDefaultsAndItsFirstRun() {
    Answer answer =
        client.post(
            "create", client.body("new", "request", "{\"a\":  1.50}", "tags", List.of("x")));
    JsonNode made = answer.json();
    assertThat(answer.header("Location")).endsWith("/v2/schedule/view/" + id(made));
    Answer shown = client.api.get("/v2/schedule/view/" + id(made));
    assertThat(shown.json()).isEqualTo(made);
    assertThat(shown.header("ETag")).isEqualTo(answer.header("ETag"));
    assertThat(client.api.get("/v2/schedule/view?id=" + id(made)).json()).isEqualTo(made);
    assertThat(
            client
                .api
                .get("/v2/schedule/view/" + id(made), "If-None-Match", shown.header("ETag"))
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
    assertThat(client.create("number", "interval", 5_400).get("interval").textValue())
        .isEqualTo("PT1H30M");
    JsonNode day = client.create("iso", "interval", "P1D");
    assertThat(day.get("interval").textValue()).isEqualTo("PT24H");
    assertThat(day.get("cron").isNull()).isTrue();
    Instant created = Instant.parse(day.get("created_at").textValue());
    assertThat(Instant.parse(day.get("next_run_at").textValue()))
        .isBetween(created.plusSeconds(86_400), created.plusSeconds(86_401));
  }

  @Test
  void faultsAreReportedAllAtOnceWithTheirPlaces() {
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
    JsonNode problem = assertProblem(client.post("create", bad), 422);
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

    assertThat(pointers(assertProblem(client.post("create", Map.of()), 422)))
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
      Answer answer = client.post("create", client.body("bad", members));
      assertThat(pointers(assertProblem(answer, 422))).containsExactly("/interval");
    }
    for (String cron : List.of("0 0 31 2 *", "* * *", "@never", "99 * * * *", "")) {
      Answer answer = client.post("create", client.body("bad", "cron", cron));
      assertThat(pointers(assertProblem(answer, 422))).as(cron).containsExactly("/cron");
    }
  }

  @Test
  void aNameBelongsToOneSchedule() {
    JsonNode first = client.create("same");
    JsonNode other = client.create("other");
    Answer again = client.post("create", client.body("same"));
    assertThat(assertProblem(again, 409).get("type").textValue()).endsWith("schedule-name-taken");
    assertThat(again.header("Location")).endsWith("/v2/schedule/view/" + id(first));
    assertProblem(client.update(other, Map.of("name", first.get("name").textValue())), 409);
    assertThat(client.view(other)).isEqualTo(other);
    assertThat(client.update(first, Map.of("name", first.get("name").textValue())).status())
        .isEqualTo(200);
  }

  @Test
  void aRepeatWithTheSameKeyGetsTheFirstAnswerAndMakesNothing() {
    String key = UUID.randomUUID().toString();
    Map<String, Object> body = client.body("keyed");
    Answer first = client.post("create", body, "Idempotency-Key", key);
    Answer second = client.post("create", body, "Idempotency-Key", key);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertProblem(client.post("create", client.body("another"), "Idempotency-Key", key), 422);
    assertThat(client.post("index", Map.of("filter", Map.of("user_id", client.user))).json())
        .hasSize(1);
  }

  @Test
  void whatIsDeletedOrWasNeverThereIsNotFound() {
    JsonNode made = client.create("gone");
    assertThat(client.api.delete("/v2/schedule/delete/" + id(made)).status()).isEqualTo(204);
    for (String id : List.of(id(made), "no-uuid", UUID.randomUUID().toString())) {
      assertProblem(client.api.get("/v2/schedule/view/" + id), 404);
      assertProblem(client.api.put("/v2/schedule/update/" + id, Map.of("paused", true)), 404);
      assertProblem(client.api.put("/v2/schedule/update/" + id, Map.of("paused", 7)), 404);
      assertProblem(client.api.post("/v2/schedule/trigger/" + id, null), 404);
      assertProblem(client.api.delete("/v2/schedule/delete/" + id), 404);
    }
    assertProblem(client.api.get("/v2/schedule/view"), 404);
  }

  @Test
  void whatCannotBeReadIsRefused() {
    for (String path : List.of("create", "index", "preview")) {
      assertProblem(client.post(path, "{\"name\": "), 400);
      assertProblem(client.post(path, "[]"), 422);
      assertProblem(client.post(path, "x", "Content-Type", "text/plain"), 415);
      assertProblem(client.api.delete("/v2/schedule/" + path), 405);
    }
  }
}
