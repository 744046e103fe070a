package org.taskyard.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

/** Historized tasks are found only when they are asked for. */
@OnServer
class HistoryIT {

  private final Tasks tasks;
  private final String live;
  private final String historized;

  HistoryIT(Api api) {
    tasks = new Tasks(api);
    live = tasks.id("status", "completed", "entity_id", "live");
    historized = tasks.id("status", "completed", "entity_id", "old", "tags", List.of("t"));
    tasks.historize(historized);
  }

  @Test
  void historyIsLeftOutUnlessItIsAskedFor() {
    assertThat(tasks.found("task_id", null)).containsExactly(live);
    assertThat(tasks.found("task_id", null, "history", false)).containsExactly(live);
    assertThat(tasks.found("task_id", null, "history", true, "sort", "task_id"))
        .containsExactly(live, historized);
  }

  @Test
  void filtersGoForHistoryToo() {
    Object tagged = Map.of("tags", "t", "status", "completed");
    assertThat(tasks.found("task_id", tagged)).isEmpty();
    assertThat(tasks.found("task_id", tagged, "history", true)).containsExactly(historized);
    Object old = Map.of("historized_at", Map.of("gt", "2024-01-01"));
    assertThat(tasks.found("task_id", old, "history", true)).containsExactly(historized);
  }

  @Test
  void totalsCountHistoryOnlyWhenItIsAskedFor() {
    assertThat(total(false)).isEqualTo("1");
    assertThat(total(true)).isEqualTo("2");
  }

  private String total(boolean history) {
    // handler and status only: from the counters
    Object filter = Map.of("handler", tasks.handler(), "status", "completed");
    Answer page = tasks.index(filter, "history", history, "per-page", 1);
    return page.header("X-Pagination-Total-Count");
  }
}
