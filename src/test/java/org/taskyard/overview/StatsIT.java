package org.taskyard.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

@OnServer
class StatsIT {

  private static final List<String> STATUSES =
      List.of("pending", "running", "completed", "failed", "cancelled");

  private final Api api;
  private final Tasks tasks;

  StatsIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  @Test
  void everyChangeOfATaskIsCountedAtOnce() {
    assertThat(mine().isMissingNode()).isTrue();
    String id = tasks.id();
    assertCounts(1, 0, 0, 0, 0);
    tasks.update(id, "status", "running");
    assertCounts(0, 1, 0, 0, 0);
    tasks.update(id, "status", "failed");
    assertCounts(0, 0, 0, 1, 0);
    api.post("/v2/task/retry/" + id, null);
    assertCounts(1, 0, 0, 0, 0);
    api.post("/v2/task/cancel/" + id, null);
    assertCounts(0, 0, 0, 0, 1);
    api.post(
        "/v2/task/create-batch",
        List.of(tasks.body(), tasks.body("status", "completed"), tasks.body("status", "running")));
    assertCounts(1, 1, 1, 0, 1);
    api.delete("/v2/task/delete/" + id);
    assertCounts(1, 1, 1, 0, 0);
  }

  @Test
  void aTaskThatChangesItsHandlerIsCountedThere() {
    String id = tasks.id();
    Tasks others = new Tasks(api);
    tasks.update(id, "handler", others.handler());
    assertThat(mine().isMissingNode()).isTrue();
    assertThat(of(others.handler()).get("total").intValue()).isEqualTo(1);
  }

  @Test
  void historizedTasksAreCountedApart() {
    String id = tasks.id("status", "failed");
    long before = stats().at("/historized/by_status/failed").longValue();
    tasks.historize(id);
    assertThat(stats().at("/historized/by_status/failed").longValue()).isEqualTo(before + 1);
    assertThat(mine().isMissingNode()).isTrue();
    api.delete("/v2/task/delete/" + id);
    assertThat(stats().at("/historized/by_status/failed").longValue()).isEqualTo(before);
  }

  @Test
  void theSumsAreSumsOfWhatIsShown() {
    tasks.id();
    JsonNode stats = stats();
    long live = 0;
    for (JsonNode handler : stats.get("handlers")) {
      assertThat(handler.get("total").longValue()).isEqualTo(sum(handler));
      live += handler.get("total").longValue();
    }
    assertThat(stats.at("/live/total").longValue())
        .isEqualTo(live)
        .isEqualTo(sum(stats.get("live")));
    assertThat(Tasks.texts(stats.get("handlers"), "handler")).isSorted();
  }

  @Test
  void thePendingTaskThatHasBeenDueForLongestIsNamed() {
    String second = tasks.id("run_at", "1970-01-01T00:00:02Z");
    String first = tasks.id("run_at", "1970-01-01T00:00:01Z");
    JsonNode named = stats().get("oldest_pending");
    assertThat(named.get("task_id").textValue()).isEqualTo(first);
    assertThat(named.get("handler").textValue()).isEqualTo(tasks.handler());
    JsonNode viewed = tasks.view(first);
    assertThat(named.get("run_at")).isEqualTo(viewed.get("run_at"));
    assertThat(named.get("created_at")).isEqualTo(viewed.get("created_at"));
    api.post("/v2/task/cancel/" + first, null);
    assertThat(stats().at("/oldest_pending/task_id").textValue()).isEqualTo(second);
    api.post("/v2/task/cancel/" + second, null);
    assertThat(stats().at("/oldest_pending/task_id").textValue()).isNotIn(first, second);
  }

  private void assertCounts(int... counts) {
    JsonNode byStatus = mine().get("by_status");
    assertThat(STATUSES.stream().map(status -> byStatus.get(status).intValue()))
        .containsExactly(java.util.Arrays.stream(counts).boxed().toArray(Integer[]::new));
  }

  private JsonNode mine() {
    return of(tasks.handler());
  }

  private JsonNode of(String handler) {
    for (JsonNode counts : stats().get("handlers")) {
      if (counts.get("handler").textValue().equals(handler)) {
        return counts;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  private JsonNode stats() {
    return api.get("/v2/task/stats").json();
  }

  private static long sum(JsonNode counts) {
    return STATUSES.stream().mapToLong(s -> counts.get("by_status").get(s).longValue()).sum();
  }
}
