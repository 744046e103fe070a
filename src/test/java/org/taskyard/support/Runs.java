package org.taskyard.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.taskyard.support.Api.Answer;

/** Tasks that the server under test runs. */
public final class Runs {

  private static final Set<String> FINISHED = Set.of("completed", "failed", "cancelled");

  private Runs() {}

  /** Creates a task and waits until it is finished. */
  public static JsonNode run(Api api, Map<String, ?> task) {
    return ended(api, create(api, task));
  }

  /** Creates a task; returns its id. */
  public static String create(Api api, Map<String, ?> task) {
    Answer created = api.post("/v2/task/create", task);
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    return created.json().path("task_id").textValue();
  }

  /** The task once it is finished. */
  public static JsonNode ended(Api api, String id) {
    return await(api, id, task -> FINISHED.contains(task.path("status").textValue()));
  }

  /** The task once it is as wanted; fails the test if it does not become so. */
  public static JsonNode await(Api api, String id, Predicate<JsonNode> wanted) {
    return Eventually.seen(
        "the task is as wanted", () -> api.get("/v2/task/view/" + id).json(), wanted);
  }

  /** How many tasks match, exactly: on a busy machine the count may first exceed its time. */
  public static long total(Api api, Map<String, ?> filter) {
    Answer page =
        Eventually.seen(
            "the total is exact",
            () -> api.post("/v2/task/index", Map.of("filter", filter, "per-page", 1)),
            found -> found.header("X-Pagination-Total-Estimated") == null);
    return Long.parseLong(page.header("X-Pagination-Total-Count"));
  }
}
