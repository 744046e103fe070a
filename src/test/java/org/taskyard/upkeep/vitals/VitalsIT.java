package org.taskyard.upkeep.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Eventually;
import org.taskyard.support.OnServer;
import org.taskyard.support.PrometheusText;

@OnServer
class VitalsIT {

  private final Api api;

  VitalsIT(Api api) {
    this.api = api;
  }

  @Test
  void metricsAreReadByTheStrictestReaderAndCountersAreThereFromTheStart() {
    Api.Answer metrics = api.get("/metrics");
    assertThat(metrics.header("Content-Type"))
        .matches("(?i)text/plain; version=0.0.4; ?charset=utf-8");
    assertThat(PrometheusText.read(metrics.text()))
        .containsKeys(
            "taskyard_claimed_total",
            "taskyard_completed_total",
            "taskyard_failed_total",
            "taskyard_retried_total",
            "taskyard_put_back_total",
            "taskyard_stale_results_total",
            "taskyard_rescued_total",
            "taskyard_hints_heard_total",
            "taskyard_running",
            "process_cpu_seconds_total");
  }

  @Test
  void aTaskIsSeenInTheFiguresOfItsHandlerOnceItHasRun() {
    String done = "taskyard_run_duration_seconds_count{handler=\"EchoHandler\"}";
    api.post("/v2/task/create", "{\"handler\": \"EchoHandler\", \"request\": {}}");
    Map<String, Double> seen =
        Eventually.seen(
            "the figures show a completed task",
            () -> PrometheusText.read(api.get("/metrics").text()),
            series ->
                series.getOrDefault(done, 0.0) > 0
                    && series.getOrDefault(
                            "taskyard_tasks{handler=\"EchoHandler\",status=\"completed\"}", 0.0)
                        > 0);
    assertThat(seen)
        .containsKeys(
            "taskyard_handler_oldest_due_seconds{handler=\"EchoHandler\"}",
            "taskyard_pool_connections{pool=\"taskyard\",state=\"active\"}",
            "taskyard_pool_pending_threads{pool=\"taskyard-search\"}")
        .hasEntrySatisfying(
            "taskyard_task_start_delay_seconds_count{handler=\"EchoHandler\"}",
            starts -> assertThat(starts).isPositive())
        .hasEntrySatisfying(
            "taskyard_claim_size_tasks_sum{holder=\"node\"}",
            tasks -> assertThat(tasks).isPositive());
    assertThat(seen.keySet())
        .anyMatch(series -> series.matches("taskyard_build_info\\{version=\"\\d.*"));
  }

  @Test
  void theVitalsAreThereForPrometheus() {
    String gauge = "taskyard_%s(\\{[^}]*})? [-0-9.E]+\n";
    // the first look is taken soon after the start
    String metrics =
        Eventually.seen(
            "vitals were taken",
            () -> api.get("/metrics", "Accept", "text/plain").text(),
            text -> text.matches("(?s).*" + gauge.formatted("dead_rows") + ".*"));
    for (String name :
        List.of(
            "oldest_transaction_seconds",
            "slot_wal_bytes",
            "slot_xmin_transactions",
            "oldest_overdue_lease_seconds",
            "unfolded_counts",
            "overdue_answers_seconds",
            "tables_without_autovacuum",
            "vitals_age_seconds")) {
      assertThat(metrics).containsPattern(gauge.formatted(name));
    }
    assertThat(metrics)
        .containsPattern("taskyard_dead_rows\\{[^}]*table=\"queue\"")
        .containsPattern("taskyard_oldest_due_task_seconds\\{[^}]*handlers=\"unserved\"");
  }
}
