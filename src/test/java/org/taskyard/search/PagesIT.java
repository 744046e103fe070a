package org.taskyard.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

/** Pages by number and by cursor, and the headers that tell about them. */
@OnServer
class PagesIT {

  private static final int TASKS = 23;
  private static final Pattern LINK = Pattern.compile("<([^>]*)>; rel=\"([a-z]+)\"");

  private final Api api;
  private final Tasks tasks;

  PagesIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  @BeforeEach
  void tasksWithTies() {
    List<Object> batch = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      batch.add(
          tasks.body(
              "entity_id",
              i % 4 == 0 ? null : "e" + i % 4,
              "priority",
              i % 3,
              "run_at",
              i % 5 == 0 ? null : "2124-01-0" + i % 5,
              "status",
              i % 6 == 0 ? "failed" : "pending"));
    }
    assertThat(api.post("/v2/task/create-batch", batch).status()).isEqualTo(201);
  }

  @Test
  void thePagesTellWhereTheyAre() {
    Answer page = tasks.index(null, "per-page", 10, "page", 2);
    assertThat(page.json()).hasSize(10);
    assertThat(page.header("X-Pagination-Current-Page")).isEqualTo("2");
    assertThat(page.header("X-Pagination-Page-Count")).isEqualTo("3");
    assertThat(page.header("X-Pagination-Per-Page")).isEqualTo("10");
    assertThat(page.header("X-Pagination-Total-Count")).isEqualTo("23");
    assertThat(page.header("X-Pagination-Total-Estimated")).isNull();
    assertThat(links(page).keySet()).containsExactly("self", "first", "prev", "next", "last");
    assertThat(links(tasks.index(null, "per-page", 10)).keySet())
        .containsExactly("self", "first", "next", "last");
    assertThat(links(tasks.index(null, "per-page", 10, "page", 3)).keySet())
        .containsExactly("self", "first", "prev", "last");
  }

  @Test
  void theLinksAreFollowedWithTheSameBody() {
    Map<String, Object> body = Map.of("filter", Map.of("user_id", tasks.user()), "sort", "task_id");
    Answer page = api.post("/v2/task/index?per-page=5", body);
    List<String> seen = new ArrayList<>(Tasks.texts(page.json(), "task_id"));
    while (links(page).containsKey("next")) {
      page = api.post(links(page).get("next"), body);
      seen.addAll(Tasks.texts(page.json(), "task_id"));
    }
    assertThat(seen).hasSize(TASKS).isSorted().doesNotHaveDuplicates();
    assertThat(Tasks.texts(api.post(links(page).get("first"), body).json(), "task_id"))
        .isEqualTo(seen.subList(0, 5));
    assertThat(Tasks.texts(api.post(links(page).get("last"), body).json(), "task_id"))
        .isEqualTo(seen.subList(20, TASKS));
  }

  @Test
  void aPagePastTheEndIsEmpty() {
    for (int page : new int[] {4, 1_000, Integer.MAX_VALUE}) {
      Answer answer = tasks.index(null, "per-page", 10, "page", page);
      assertThat(answer.json()).isEmpty();
      assertThat(answer.header("X-Pagination-Current-Page")).isEqualTo(Integer.toString(page));
      assertThat(answer.header("X-Pagination-Total-Count")).isEqualTo("23");
      assertThat(answer.header("X-Pagination-Next-Cursor")).isNull();
    }
  }

  @Test
  void moreThanAThousandPerPageBecomeAThousand() {
    assertThat(tasks.index(null, "per-page", 1_001).header("X-Pagination-Per-Page"))
        .isEqualTo("1000");
    assertThat(tasks.index(null, "per-page", 1_000_000).header("X-Pagination-Per-Page"))
        .isEqualTo("1000");
    assertThat(tasks.index(null, "per-page", 1_000).json()).hasSize(TASKS);
  }

  @Test
  void withoutCountThereAreNoTotals() {
    Answer page = tasks.index(null, "per-page", 10, "count", "none");
    assertThat(page.json()).hasSize(10);
    assertThat(page.header("X-Pagination-Total-Count")).isNull();
    assertThat(page.header("X-Pagination-Page-Count")).isNull();
    assertThat(links(page).keySet()).containsExactly("self", "first", "next");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task_id",
        "-task_id",
        "created_at",
        "-updated_at",
        "handler",
        "-user_id",
        "entity_id",
        "-entity_id",
        "status",
        "-status",
        "priority,-entity_id",
        "-run_at",
        "run_at,priority",
        "attempt,-max_attempts",
        "started_at",
        "-finished_at,entity_id",
        "historized_at,-progress,progress_message",
        "parent_id",
        "-priority,run_at,-entity_id,status,task_id"
      })
  void pagesByNumberAndByCursorAreTheWholeInOrder(String sort) {
    List<String> whole = tasks.found("task_id", null, "sort", sort, "per-page", 1_000);
    assertThat(whole).hasSize(TASKS).doesNotHaveDuplicates();

    List<String> byNumber = new ArrayList<>();
    IntStream.rangeClosed(1, 4)
        .forEach(
            n ->
                byNumber.addAll(
                    tasks.found("task_id", null, "sort", sort, "per-page", 7, "page", n)));
    assertThat(byNumber).isEqualTo(whole);

    assertThat(byCursor(sort, 7)).isEqualTo(whole);
  }

  private List<String> byCursor(String sort, int perPage) {
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Answer page =
          cursor == null
              ? tasks.index(null, "sort", sort, "per-page", perPage)
              : tasks.index(null, "sort", sort, "per-page", perPage, "cursor", cursor);
      assertThat(page.status()).as(page.toString()).isEqualTo(200);
      seen.addAll(Tasks.texts(page.json(), "task_id"));
      cursor = page.header("X-Pagination-Next-Cursor");
    } while (cursor != null);
    return seen;
  }

  @Test
  void aCursorStaysInPlaceWhenTasksAreAddedBeforeIt() {
    Answer first = tasks.index(null, "sort", "-created_at", "per-page", 10);
    tasks.id();
    List<String> next =
        tasks.found(
            "task_id",
            null,
            "sort",
            "-created_at",
            "per-page",
            10,
            "cursor",
            first.header("X-Pagination-Next-Cursor"));
    assertThat(next).hasSize(10).doesNotContainAnyElementsOf(Tasks.texts(first.json(), "task_id"));
  }

  @Test
  void aPageByCursorTellsTheTotalAndItsLinkOnlyTheNext() {
    String cursor = tasks.index(null, "per-page", 10).header("X-Pagination-Next-Cursor");
    Answer page = tasks.index(null, "per-page", 10, "cursor", cursor);
    assertThat(page.header("X-Pagination-Total-Count")).isEqualTo("23");
    assertThat(page.header("X-Pagination-Current-Page")).isNull();
    assertThat(links(page).keySet()).containsExactly("next");
  }

  @Test
  void aCursorBelongsToItsFilterAndSort() {
    String cursor =
        tasks.index(Map.of("status", "pending"), "per-page", 5).header("X-Pagination-Next-Cursor");
    assertThat(tasks.index(Map.of("status", "pending"), "cursor", cursor).status()).isEqualTo(200);

    assertProblem(tasks.index(Map.of("status", "failed"), "cursor", cursor), 422);
    assertProblem(tasks.index(null, "cursor", cursor), 422);
    for (Object[] other : new Object[][] {{"sort", "created_at"}, {"history", true}, {"page", 2}}) {
      assertProblem(
          tasks.index(Map.of("status", "pending"), "cursor", cursor, other[0], other[1]), 422);
    }
    assertProblem(tasks.index(Map.of("status", "pending"), "cursor", cursor + "A"), 422);
  }

  @Test
  void pageAndCursorMayStandInTheQuery() {
    Map<String, Object> body = Map.of("filter", Map.of("user_id", tasks.user()), "sort", "task_id");
    Answer second = api.post("/v2/task/index?page=2&per-page=10", body);
    assertThat(second.header("X-Pagination-Current-Page")).isEqualTo("2");
    assertThat(second.json()).hasSize(10);

    Answer first = api.post("/v2/task/index?per-page=10", body);
    String cursor = first.header("X-Pagination-Next-Cursor");
    assertThat(api.post("/v2/task/index?per-page=10&cursor=" + cursor, body).json())
        .isEqualTo(second.json());
    for (String query :
        List.of(
            "page=0", "page=x", "per-page=-1", "page=", "pge=1", "cursor=x", "page=99999999999")) {
      assertProblem(api.post("/v2/task/index?" + query, body), 422);
    }
    assertProblem(api.post("/v2/task/index?page=2", Map.of("page", "x")), 422);
  }

  private static Map<String, String> links(Answer page) {
    Map<String, String> links = new LinkedHashMap<>();
    String header = page.header("Link");
    Matcher link = LINK.matcher(header == null ? "" : header);
    while (link.find()) {
      links.put(link.group(2), link.group(1));
    }
    return links;
  }
}
