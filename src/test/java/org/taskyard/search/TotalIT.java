package org.taskyard.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

@OnServer
class TotalIT {

  private static final int TASKS = 7;
  private static final int PER_PAGE = 3;

  private final Api api;
  private final String entity = "total-" + UUID.randomUUID();

  TotalIT(Api api) {
    this.api = api;
    for (int i = 0; i < TASKS; i++) {
      Map<String, Object> task = Map.of("handler", "NobodyServesThis", "entity_id", entity);
      assertThat(api.post("/v2/task/create", task).status()).isEqualTo(201);
    }
  }

  @Test
  void totalIsTheSameOnTheFirstAMiddleAndTheLastPage() {
    for (int page = 1; page <= PER_PAGE; page++) {
      assertThat(total(page, PER_PAGE)).isEqualTo("7");
    }
  }

  @Test
  void totalIsKnownOnAPageBehindTheEnd() {
    assertThat(total(9, PER_PAGE)).isEqualTo("7");
  }

  @Test
  void totalIsKnownWhenTheLastPageIsFull() {
    assertThat(total(1, TASKS)).isEqualTo("7");
    assertThat(total(2, TASKS)).isEqualTo("7");
  }

  @Test
  void nothingFoundIsATotalOfNone() {
    Map<String, Object> search = Map.of("filter", Map.of("entity_id", entity + "x"));
    assertThat(api.post("/v2/task/index", search).header("X-Pagination-Total-Count"))
        .isEqualTo("0");
  }

  @Test
  void aRunningTaskIsOneOfItsHandlersAndIsPendingNoMore() {
    Tasks tasks = new Tasks(api);
    tasks.id();
    tasks.id();
    tasks.update(tasks.id(), "status", "running");
    assertThat(counted(tasks)).isEqualTo("3");
    assertThat(counted(tasks, "status", "running")).isEqualTo("1");
    assertThat(counted(tasks, "status", "pending")).isEqualTo("2");
    assertThat(counted(tasks, "status", List.of("pending", "running"))).isEqualTo("3");
    assertThat(counted(tasks, "not", Map.of("status", "running"))).isEqualTo("2");
    assertThat(counted(tasks, "or", List.of(Map.of("status", "running")))).isEqualTo("1");
  }

  /** By the counters: a page behind the end tells nothing. */
  private String counted(Tasks tasks, Object... more) {
    Map<String, Object> filter = new HashMap<>(Map.of("handler", tasks.handler()));
    if (more.length > 0) {
      filter.put((String) more[0], more[1]);
    }
    return api.post("/v2/task/index", Map.of("filter", filter, "page", 9))
        .header("X-Pagination-Total-Count");
  }

  private String total(int page, int perPage) {
    Answer answer =
        api.post(
            "/v2/task/index",
            Map.of("filter", Map.of("entity_id", entity), "page", page, "per-page", perPage));
    assertThat(answer.header("X-Pagination-Total-Estimated")).isNull();
    return answer.header("X-Pagination-Total-Count");
  }
}
