package org.taskyard.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.schedule.ScheduleClient.id;
import static org.taskyard.schedule.ScheduleClient.pointers;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.Eventually;
import org.taskyard.support.OnServer;
import org.taskyard.support.Runs;

/** Runs of a schedule: by itself, by a trigger, in a preview. */
@OnServer
class ScheduleRunsIT {

  private final ScheduleClient client;

  ScheduleRunsIT(Api api) {
    client = new ScheduleClient(api);
  }

  @AfterEach
  void leave() {
    client.leave();
  }

  @Test
  void aTriggerMakesATaskAtOnceAndLeavesTheScheduleAsItIs() {
    JsonNode made =
        client.create("trigger", "paused", true, "request", Map.of("a", 1), "priority", 9);
    Answer answer = client.api.post("/v2/schedule/trigger/" + id(made), null);
    assertThat(answer.status()).isEqualTo(201);
    JsonNode task = answer.json();
    assertThat(answer.header("Location"))
        .endsWith("/v2/task/view/" + task.get("task_id").textValue());
    assertThat(task.get("priority").intValue()).isEqualTo(9);
    assertThat(task.get("tags").get(0).textValue())
        .isEqualTo("schedule:" + made.get("name").textValue());
    JsonNode done = Runs.ended(client.api, task.get("task_id").textValue());
    assertThat(done.get("response").get("a").intValue()).isEqualTo(1);
    assertThat(client.view(made)).isEqualTo(made);
  }

  @Test
  void aTriggerThatIsRepeatedWithItsKeyMakesOneTask() {
    String path = "/v2/schedule/trigger/" + id(client.create("twice", "handler", client.user));
    String key = UUID.randomUUID().toString();
    JsonNode first = client.api.post(path, null, "Idempotency-Key", key).json();
    assertThat(client.api.post(path, null, "Idempotency-Key", key).json()).isEqualTo(first);
    assertThat(
            client
                .api
                .post("/v2/task/index", Map.of("filter", Map.of("handler", client.user)))
                .json())
        .hasSize(1);
    assertProblem(client.api.post(path, null, "Idempotency-Key", "k".repeat(300)), 422);
  }

  @Test
  void aPreviewTellsTenRunsAcrossAChangeOfTheClock() {
    JsonNode preview =
        client
            .post(
                "preview",
                Map.of(
                    "cron", "30 2 * * *",
                    "time_zone", "Europe/Berlin",
                    "from", "2027-03-27T01:30:00Z"))
            .json();
    assertThat(preview.get("time_zone").textValue()).isEqualTo("Europe/Berlin");
    assertThat(preview.get("description").textValue())
        .isEqualTo("at 02:30 every day, Europe/Berlin");
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
    JsonNode made = client.create("try", "cron", "0 5 * * *", "ends_at", "2100-01-02T23:00:00Z");
    Map<String, Object> body = new HashMap<>(Map.of("schedule_id", id(made), "from", "2100-01-01"));
    JsonNode runs = client.post("preview", body).json().get("runs");
    assertThat(runs.toString())
        .contains("2100-01-01T05:00:00Z", "2100-01-02T05:00:00Z")
        .doesNotContain("2100-01-03");
    body.put("interval", "PT6H");
    runs = client.post("preview", body).json().get("runs");
    assertThat(runs.get(0).get("local").textValue()).isEqualTo("2100-01-01T06:00:00Z");
    assertThat(runs).hasSize(7);
    assertThat(client.view(made)).isEqualTo(made);

    body.put("schedule_id", UUID.randomUUID().toString());
    assertThat(pointers(assertProblem(client.post("preview", body), 422)))
        .containsExactly("/schedule_id");
    assertThat(pointers(assertProblem(client.post("preview", Map.of()), 422)))
        .containsExactly("/cron");
    assertThat(
            pointers(
                assertProblem(
                    client.post("preview", Map.of("cron", "x", "name", "y", "from", 1)), 422)))
        .containsExactlyInAnyOrder("/cron", "/name", "/from");
  }

  @Test
  void aScheduleRunsByItselfOnceForEachDueTimeUntilItIsPaused() {
    JsonNode made =
        client.create(
            "self", "cron", "* * * * * *", "request", Map.of("n", 1), "tags", List.of("own"));
    JsonNode after =
        Eventually.seen(
            "four due times have passed",
            () -> client.view(made),
            seen -> nextRun(seen).isAfter(nextRun(made).plusSeconds(3)));
    client.update(made, Map.of("paused", true));
    JsonNode paused = client.view(made);

    String tag = "schedule:" + made.get("name").textValue();
    List<String> due = new ArrayList<>();
    JsonNode tasks =
        client
            .api
            .post("/v2/task/index", Map.of("filter", Map.of("tags", tag), "sort", "run_at"))
            .json();
    for (JsonNode task : tasks) {
      due.add(task.get("tags").get(2).textValue());
      assertThat(task.get("user_id").textValue()).isEqualTo(client.user);
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
    assertThat(Runs.ended(client.api, last).get("status").textValue()).isEqualTo("completed");
  }

  private static Instant nextRun(JsonNode schedule) {
    return Instant.parse(schedule.get("next_run_at").textValue());
  }
}
