package org.taskyard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.SharedServer;
import org.taskyard.support.Tasks;

/**
 * What is true of every search: a filter and its negation divide the tasks between them, the pages
 * together are the whole, and the order is the one asked for.
 *
 * <p>All tasks are found by their handlers, so that filters about handler and status alone are
 * counted by the counters, and others row by row.
 */
@AddLifecycleHook(Length.class)
class SearchIT {

  private static final int TASKS = 48;

  private static final Api API = SharedServer.api();
  private static final String PREFIX = "Search-" + UUID.randomUUID();
  private static final List<String> HANDLERS = List.of(PREFIX + ".a", PREFIX + ".b");
  private static final List<String> IDS = new ArrayList<>();

  @BeforeContainer
  static void createTasks() {
    List<Object> batch = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      Map<String, Object> task =
          Tasks.object(
              "handler",
              HANDLERS.get(i % 2),
              "user_id",
              i % 5 == 0 ? null : "u" + i % 5,
              "entity_id",
              List.of("a", "A", "b%", "b_1", "xü", "Ü", "😀", "").get(i % 8),
              "status",
              List.of("pending", "completed", "failed", "running", "cancelled").get(i % 5),
              "priority",
              i % 10,
              "run_at",
              i % 3 == 0 ? null : "2124-01-0" + i % 3 + (i % 2 == 0 ? "" : "T23:59:59.999999Z"),
              "tags",
              List.of(List.of(), List.of("t"), List.of("t", "u"), List.of("T")).get(i % 4),
              "request",
              List.of(Map.of("a", 1), Map.of("a", Map.of("b", true)), "[1]", 7).get(i % 4),
              "response",
              i % 6 == 0 ? Map.of("a", 1) : null,
              "parent_id",
              i < 10 ? null : IDS.get(i % 10));
      if (i % 7 == 0) {
        task.put("entity_id", null);
      }
      Answer made = API.post("/v2/task/create", task);
      assertThat(made.status()).as(made.toString()).isEqualTo(201);
      IDS.add(made.json().get("task_id").textValue());
    }
  }

  @AfterContainer
  static void deleteTasks() {
    IDS.forEach(id -> API.delete("/v2/task/delete/" + id + "?force=true"));
  }

  @Provide
  Arbitrary<Map<String, Object>> filters() {
    return new Searches(HANDLERS, IDS.subList(0, 12)).filters(3);
  }

  @Provide
  Arbitrary<String> sorts() {
    return Searches.sorts();
  }

  @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
  void aFilterAndItsNegationDivideAllTasks(@ForAll("filters") Map<String, Object> filter) {
    Map<String, Object> negation = Map.of("not", filter);
    Set<String> those = new HashSet<>(ids(find(filter, "task_id", 1_000, "page", 1)));
    Set<String> others = new HashSet<>(ids(find(negation, "task_id", 1_000, "page", 1)));

    Set<String> all = new HashSet<>(those);
    all.addAll(others);
    assertThat(all).hasSameElementsAs(IDS);
    assertThat(those.size() + others.size()).as("nothing twice").isEqualTo(TASKS);
    assertThat(total(filter)).isIn(-1, those.size());
    assertThat(total(negation)).isIn(-1, others.size());
  }

  @Property(tries = 30, shrinking = ShrinkingMode.BOUNDED)
  void thePagesTogetherAreTheWholeInTheOrderAskedFor(
      @ForAll("filters") Map<String, Object> filter,
      @ForAll("sorts") String sort,
      @ForAll @IntRange(min = 4, max = 20) int perPage) {
    Answer whole = find(filter, sort, 1_000, "page", 1);
    List<JsonNode> found = new ArrayList<>();
    whole.json().forEach(found::add);
    assertThat(found).as("sorted by " + sort).isSortedAccordingTo(new Sorting(sort));

    List<String> byNumber = new ArrayList<>();
    for (int page = 1; byNumber.size() == (page - 1) * perPage; page++) {
      byNumber.addAll(ids(find(filter, sort, perPage, "page", page)));
    }
    assertThat(byNumber).isEqualTo(ids(whole));

    List<String> byCursor = new ArrayList<>();
    Answer page = find(filter, sort, perPage, "page", 1);
    byCursor.addAll(ids(page));
    while (page.header("X-Pagination-Next-Cursor") != null) {
      page = find(filter, sort, perPage, "cursor", page.header("X-Pagination-Next-Cursor"));
      byCursor.addAll(ids(page));
    }
    assertThat(byCursor).isEqualTo(ids(whole));
  }

  private static Answer find(
      Map<String, Object> filter, String sort, int perPage, String place, Object at) {
    Map<String, Object> body =
        Tasks.object("filter", mine(filter), "sort", sort, "per-page", perPage, "count", "none");
    body.put(place, at);
    Answer answer = API.post("/v2/task/index", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer;
  }

  /** The total as the header tells it; -1 if it is only estimated, because the machine is slow. */
  private static int total(Map<String, Object> filter) {
    Answer page =
        API.post("/v2/task/index", Map.of("filter", mine(filter), "per-page", 1, "page", 2));
    assertThat(page.status()).as(page.toString()).isEqualTo(200);
    return page.header("X-Pagination-Total-Estimated") == null
        ? Integer.parseInt(page.header("X-Pagination-Total-Count"))
        : -1;
  }

  private static Map<String, Object> mine(Map<String, Object> filter) {
    return Map.of("handler", HANDLERS, "and", List.of(filter));
  }

  private static List<String> ids(Answer page) {
    return Tasks.texts(page.json(), "task_id");
  }

  /**
   * The order of a sort, by the values that the tasks show; nulls last, in reverse first; ties by
   * task_id the way the last field goes.
   */
  private record Sorting(String sort) implements Comparator<JsonNode> {

    @Override
    public int compare(JsonNode one, JsonNode other) {
      int order = 0;
      String ties = sort.matches("(.*,)?-[a-z_]+") ? ",-task_id" : ",task_id";
      for (String key : (sort + ties).split(",")) {
        String field = key.replace("-", "");
        if (order == 0) {
          order = values(one.get(field), other.get(field)) * (key.startsWith("-") ? -1 : 1);
        }
      }
      return order;
    }

    private static int values(JsonNode one, JsonNode other) {
      if (one.isNull() || other.isNull()) {
        return Boolean.compare(one.isNull(), other.isNull());
      }
      // texts by their code points; moments and ids are written so that this is their order too
      return one.isNumber()
          ? Integer.compare(one.intValue(), other.intValue())
          : Arrays.compare(
              one.textValue().codePoints().toArray(), other.textValue().codePoints().toArray());
    }
  }
}
