package org.taskyard.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.schedule.ScheduleClient.pointers;
import static org.taskyard.support.Problems.assertProblem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;

/** Schedules are found by their fields. */
@OnServer
class ScheduleSearchIT {

  private final ScheduleClient client;

  ScheduleSearchIT(Api api) {
    client = new ScheduleClient(api);
  }

  @AfterEach
  void leave() {
    client.leave();
  }

  @Test
  void schedulesAreFoundByTheirFieldsInPages() {
    client.create(
        "a", "tags", List.of("red", "round"), "request", Map.of("kind", Map.of("deep", 1)));
    client.create("b", "paused", true, "handler", "ExportHandler", "priority", 2);
    client.create(
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
        client.api.post(
            "/v2/schedule/index?page=2&per-page=2",
            Map.of("filter", Map.of("user_id", client.user), "sort", "-name"));
    assertThat(second.json()).hasSize(1);
    assertThat(second.header("X-Pagination-Total-Count")).isEqualTo("3");
    assertThat(second.header("X-Pagination-Page-Count")).isEqualTo("2");
    assertThat(second.header("Link"))
        .contains("</v2/schedule/index?page=1&per-page=2>; rel=\"prev\"")
        .doesNotContain("next");
    assertThat(
            pointers(
                assertProblem(
                    client.post(
                        "index",
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
    assertThat(client.post("index", null).status()).isEqualTo(200);
  }

  /** The last words of the names found, in their order. */
  private List<String> found(Map<String, Object> filter) {
    Map<String, Object> mine = new HashMap<>(filter);
    mine.put("user_id", client.user);
    List<String> names = new ArrayList<>();
    client
        .post("index", Map.of("filter", mine, "sort", "name"))
        .json()
        .forEach(schedule -> names.add(schedule.get("name").textValue().split(" ")[1]));
    return names;
  }
}
