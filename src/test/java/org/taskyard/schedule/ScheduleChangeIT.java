package org.taskyard.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.schedule.ScheduleClient.id;
import static org.taskyard.schedule.ScheduleClient.pointers;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;

/** What a change of a schedule changes, and what not. */
@OnServer
class ScheduleChangeIT {

  private final ScheduleClient client;

  ScheduleChangeIT(Api api) {
    client = new ScheduleClient(api);
  }

  @AfterEach
  void leave() {
    client.leave();
  }

  @Test
  void onlyWhatIsNamedChanges() {
    JsonNode made = client.create("change", "tags", List.of("x"), "priority", 8);
    JsonNode changed = client.update(made, Map.of("paused", true)).json();
    assertThat(changed.get("paused").booleanValue()).isTrue();
    ObjectNode expected = made.deepCopy();
    expected.set("paused", changed.get("paused"));
    expected.set("updated_at", changed.get("updated_at"));
    assertThat(changed).isEqualTo(expected);
    assertThat(client.view(made)).isEqualTo(changed);

    ObjectNode whole = changed.deepCopy();
    whole.put("paused", false).put("next_run_at", "2020-01-01").put("last_task_id", 5);
    JsonNode back = client.update(made, whole).json();
    assertThat(back.get("next_run_at")).isEqualTo(made.get("next_run_at"));
    assertThat(back.get("last_task_id").isNull()).isTrue();
    assertThat(back.get("paused").booleanValue()).isFalse();
  }

  @Test
  void aChangeOfTheRhythmMovesTheNextRun() {
    JsonNode made = client.create("move");
    JsonNode daily = client.update(made, Map.of("interval", "P1D")).json();
    assertThat(daily.get("cron").isNull()).isTrue();
    assertThat(daily.get("next_run_at")).isNotEqualTo(made.get("next_run_at"));
    JsonNode yearly =
        client.update(made, Map.of("cron", "0 3 1 1 *", "time_zone", "Europe/Berlin")).json();
    assertThat(yearly.get("interval").isNull()).isTrue();
    assertThat(yearly.get("next_run_at").textValue()).endsWith("-01-01T02:00:00.000000Z");
    JsonNode later = client.update(made, Map.of("starts_at", "2040-06-01")).json();
    assertThat(later.get("next_run_at").textValue()).isEqualTo("2041-01-01T02:00:00.000000Z");
    JsonNode never = client.update(made, Map.of("ends_at", "2040-12-31")).json();
    assertThat(never.get("next_run_at").isNull()).isTrue();
  }

  @Test
  void aChangeThatIsNotAboutTheRhythmLeavesTheNextRun() {
    JsonNode made = client.create("leave", "interval", "PT1H");
    String next = made.get("next_run_at").textValue();
    for (Map<String, Object> change :
        List.<Map<String, Object>>of(
            Map.of("ends_at", "2035-01-01"),
            Map.of("time_zone", "EST"),
            Map.of("interval", 3600, "priority", 6))) {
      JsonNode changed = client.update(made, change).json();
      assertThat(changed.get("next_run_at").textValue()).as(change.toString()).isEqualTo(next);
    }
  }

  @Test
  void anEndThatIsLiftedGivesTheNextRunBack() {
    JsonNode made = client.create("lifted");
    JsonNode ended = client.update(made, Map.of("ends_at", "2027-01-01")).json();
    assertThat(ended.get("next_run_at").isNull()).isTrue();
    Map<String, Object> lifted = new HashMap<>();
    lifted.put("ends_at", null);
    assertThat(client.update(made, lifted).json().get("next_run_at"))
        .isEqualTo(made.get("next_run_at"));
  }

  @Test
  void aWholeScheduleSentBackChangesNothing() {
    JsonNode made =
        client.create(
            "whole",
            "interval",
            "PT1H",
            "request",
            Map.of("b", 1, "a", List.of(1.50), "deep", nested(31)),
            "tags",
            List.of("t"));
    Answer back = client.update(made, made);
    assertThat(back.json()).isEqualTo(made);
    assertThat(back.header("ETag"))
        .isEqualTo(client.api.get("/v2/schedule/view/" + id(made)).header("ETag"));
  }

  private static Object nested(int levels) {
    return levels == 0 ? 1 : List.of(nested(levels - 1));
  }

  @Test
  void nullIsTheDefaultOfWhatHasOne() {
    JsonNode made =
        client.create(
            "nulls", "priority", 1, "misfire", "all", "max_misfires", 3, "time_zone", "Asia/Tokyo");
    Map<String, Object> nulls = new HashMap<>();
    for (String member : List.of("priority", "misfire", "max_misfires", "time_zone", "paused")) {
      nulls.put(member, null);
    }
    JsonNode changed = client.update(made, nulls).json();
    assertThat(changed.get("priority").intValue()).isEqualTo(5);
    assertThat(changed.get("misfire").textValue()).isEqualTo("once");
    assertThat(changed.get("max_misfires").intValue()).isEqualTo(10);
    assertThat(changed.get("time_zone").textValue()).isEqualTo("UTC");
  }

  @Test
  void aChangeThatBreaksARuleChangesNothing() {
    JsonNode made = client.create("rules", "starts_at", "2030-01-01");
    Map<String, Object> nameless = new HashMap<>();
    nameless.put("name", null);
    nameless.put("handler", null);
    assertThat(pointers(assertProblem(client.update(made, nameless), 422)))
        .containsExactlyInAnyOrder("/name", "/handler");
    Map<String, Object> rhythmless = new HashMap<>();
    rhythmless.put("cron", null);
    assertThat(pointers(assertProblem(client.update(made, rhythmless), 422)))
        .containsExactly("/cron");
    assertThat(pointers(assertProblem(client.update(made, Map.of("ends_at", "2029-01-01")), 422)))
        .containsExactly("/ends_at");
    assertThat(
            pointers(
                assertProblem(client.update(made, Map.of("schedule_id", UUID.randomUUID())), 422)))
        .containsExactly("/schedule_id");
    assertThat(pointers(assertProblem(client.update(made, Map.of("color", 1)), 422)))
        .containsExactly("/color");
    assertThat(client.view(made)).isEqualTo(made);
  }

  @Test
  void aChangeForAnotherVersionIsRefused() {
    JsonNode made = client.create("version");
    String tag = client.api.get("/v2/schedule/view/" + id(made)).header("ETag");
    Answer changed = client.update(made, Map.of("priority", 1), "If-Match", tag);
    assertThat(changed.status()).isEqualTo(200);
    assertProblem(client.update(made, Map.of("priority", 2), "If-Match", tag), 412);
    assertThat(client.view(made).get("priority").intValue()).isEqualTo(1);
    assertThat(
            client.update(made, Map.of("priority", 3), "If-Match", changed.header("ETag")).status())
        .isEqualTo(200);
  }
}
