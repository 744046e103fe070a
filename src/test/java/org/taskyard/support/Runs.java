package org.taskyard.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.taskyard.support.Api.Answer;

/** Tasks that the server under test runs. */
public final class Runs {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
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
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode task = api.get("/v2/task/view/" + id).json();
      if (wanted.test(task)) {
        return task;
      }
      assertThat(System.nanoTime()).as("waited for too long: %s", task).isLessThan(end);
      pause();
    }
  }

  /** How many tasks match, exactly. */
  public static long total(Api api, Map<String, ?> filter) {
    Answer page = api.post("/v2/task/index", Map.of("filter", filter, "per-page", 1));
    assertThat(page.header("X-Pagination-Total-Estimated")).isNull();
    return Long.parseLong(page.header("X-Pagination-Total-Count"));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
