package org.taskyard.overview.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.Eventually;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

/** Figures of what runs on a node and on remote workers; they are there once a minute is over. */
@OnServer
class TrendIT {

  private final Api api;
  private final Tasks tasks;

  TrendIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  private JsonNode claimed(String handler) {
    return api.post("/v2/work/claim", Map.of("handlers", List.of(handler))).json().get(0);
  }

  private void report(String what, JsonNode run) {
    Map<String, Object> report =
        Map.of("task_id", run.get("task_id"), "lease_token", run.get("lease_token"));
    assertThat(api.post("/v2/work/" + what, report).status()).isEqualTo(200);
  }

  private JsonNode trend(String query) {
    Api.Answer answer = api.get("/v2/task/trend?" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void whatRunsOnNodesAndOnWorkersIsSeenWithItsBacklogOnceAMinuteIsOver() {
    String handler = "Trend-" + UUID.randomUUID();
    for (int i = 0; i < 4; i++) {
      tasks.id("handler", handler, "max_attempts", i == 1 ? 1 : 5);
    }
    api.post("/v2/task/create", Map.of("handler", "EchoHandler"));
    // the second one has one attempt only
    report("complete", claimed(handler));
    report("fail", claimed(handler));
    report("fail", claimed(handler));

    JsonNode seen =
        Eventually.seen(
            "the figures of the minute are written",
            () -> trend("handler=" + handler),
            trend -> trend.at("/total/completed").intValue() > 0);
    assertThat(seen.at("/total/failed").intValue()).isEqualTo(1);
    assertThat(seen.at("/total/retried").intValue()).isEqualTo(1);
    assertThat(seen.at("/total/failure_share").doubleValue()).isEqualTo(0.6667);
    assertThat(seen.at("/total/run_time/p50").doubleValue()).isPositive();
    assertThat(seen.at("/total/start_delay/p99").doubleValue()).isPositive();
    assertThat(seen.get("points")).hasSize(60);
    assertThat(seen.get("handlers")).hasSize(1);
    assertThat(seen.at("/handlers/0/backlog").intValue()).isPositive();
    assertThat(seen.at("/handlers/0/drain_seconds").intValue()).isPositive();
    assertThat(trend("handler=EchoHandler").at("/total/completed").intValue()).isPositive();
  }

  @Test
  void eachSpanHasItsPointsAlsoThoseWithNothing() {
    assertThat(trend("handler=Nobody").get("points")).hasSize(60);
    JsonNode day = trend("span=day&handler=Nobody");
    assertThat(day.get("points")).hasSize(144);
    assertThat(day.get("point_seconds").intValue()).isEqualTo(600);
    assertThat(day.at("/points/7/completed").intValue()).isZero();
    assertThat(day.at("/points/7/run_time").isNull()).isTrue();
    assertThat(day.get("handlers")).isEmpty();
    assertThat(trend("span=week&handler=Nobody").get("points")).hasSize(168);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"span=year", "span=", "span=HOUR", "handler=", "handler=a%00b", "handler=7"})
  void whatIsNoSpanOrNoNameIsRefused(String query) {
    assertProblem(api.get("/v2/task/trend?" + query), 422);
  }
}
