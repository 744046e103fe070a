package org.taskyard.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.support.Api;
import org.taskyard.support.Eventually;
import org.taskyard.support.Tasks;
import org.taskyard.support.TaskyardProcess;
import org.taskyard.support.TestDatabase;

/** Streams across nodes, restarts and bounds: the built jar as processes of its own. */
class WatchNodesIT {

  private final TestDatabase database = TestDatabase.create();

  @TempDir private Path data;

  @Test
  void nodesTellEachOthersEventsWithinBoundsAndSendWatchersAwayWhenTheyStop() {
    try (TaskyardProcess one = node();
        TaskyardProcess two = node()) {
      URI here = one.api().base();
      Watcher first = Watcher.of(here, "handler=Nobody");
      Watcher second = Watcher.of(here, "handler=Nobody");
      String made = create(two.api());
      assertThat(first.next().task()).isEqualTo(made);

      assertThat(Watcher.of(here, "handler=Nobody").status()).isEqualTo(429);
      Watcher third = Watcher.of(here, "handler=Nobody", null, "127.0.0.2");
      assertThat(third.status()).isEqualTo(200);
      assertThat(Watcher.of(here, "", null, "127.0.0.3").status()).isEqualTo(503);

      second.close();
      awaitRoom(here, one.api());

      two.kill();
      readsOnAtAnotherNode(first, one.api());
      one.stop();
      assertThat(third.rest()).contains(": this node stops");
    }
  }

  /**
   * What was told is told, but events of tasks that are gone by then no longer know their parent.
   * The bound is the runnable jar's.
   */
  @Test
  void littleIsGatheredForWhoDoesNotRead() {
    try (TaskyardProcess node = node()) {
      Tasks tasks = new Tasks(node.api());
      URI here = node.api().base();
      String parent = tasks.id();
      String next = tasks.id();
      String handler = (tasks.handler() + "x".repeat(100)).substring(0, 100);
      Map<String, Object> part = Map.of("handler", handler, "parent_id", parent);
      try (Watcher idle = Watcher.of(here, "parent_id=" + parent + "&parent_id=" + next);
          Watcher other = Watcher.of(here, "parent_id=" + parent)) {
        int made = 0;
        for (; made < 40_000; made += 10_000) {
          node.api().post("/v2/task/create-batch", Collections.nCopies(10_000, part));
        }
        other.next(made);
        String all = "/v2/task/delete/" + parent + "?force=true";
        assertThat(node.api().delete(all).status()).isEqualTo(204);
        String last = tasks.id("parent_id", next);

        int gathered = 0;
        while (!idle.next().task().equals(last)) {
          gathered++;
        }
        assertThat(gathered).isPositive().isLessThan(made * 3 / 4);
      }
    }
  }

  /** The id of one node means the same on another, that was started later. */
  private void readsOnAtAnotherNode(Watcher first, Api api) {
    first.next();
    String missed = create(api);
    try (TaskyardProcess again = node();
        Watcher other =
            Watcher.of(again.api().base(), "handler=Nobody", first.lastId(), "127.0.0.1")) {
      while (!other.next().task().equals(missed)) {
        // what was made to find out whether there is room
      }
      String next = create(again.api());
      assertThat(other.next().task()).isEqualTo(next);
    }
  }

  /** A caller that has gone is noticed when there is an event for it. */
  private static void awaitRoom(URI here, Api api) {
    Eventually.holds(
        "there is room for another watcher",
        () -> {
          create(api);
          try (Watcher again = Watcher.of(here, "handler=Nobody")) {
            return again.status() == 200;
          }
        });
  }

  private TaskyardProcess node() {
    return TaskyardProcess.on(data)
        .with("TASKYARD_DB_URL", database.source().getUrl())
        .with("TASKYARD_DB_USER", "postgres")
        .with("TASKYARD_EVENTS_LISTENERS", "3")
        .with("TASKYARD_EVENTS_PER_CALLER", "2")
        .start();
  }

  private static String create(Api api) {
    return api.post("/v2/task/create", Map.of("handler", "Nobody", "tags", List.of("watched")))
        .json()
        .get("task_id")
        .textValue();
  }
}
