package org.taskyard.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;
import org.taskyard.watch.Watcher.Event;

/** Streams of events; the tasks of a test are of a handler that only the test serves. */
@OnServer
class WatchIT {

  private final Api api;
  private final Tasks tasks;

  WatchIT(Api api) {
    this.api = api;
    this.tasks = new Tasks(api);
  }

  @Test
  void whoeverWatchesATaskGetsEveryStep() {
    try (Watcher watcher = watch("handler=" + tasks.handler())) {
      String id = tasks.id();
      JsonNode claimed = claim();
      api.post(
          "/v2/work/complete",
          Map.of("task_id", id, "lease_token", claimed.get("lease_token").textValue()));
      api.delete("/v2/task/delete/" + id);

      List<Event> told = watcher.next(4);
      assertThat(told)
          .extracting(Event::status)
          .containsExactly("pending", "running", "completed", "deleted");
      assertThat(told).allMatch(event -> event.task().equals(id) && event.name().equals("message"));
      assertThat(told.get(0).data().get("handler").textValue()).isEqualTo(tasks.handler());
      assertThat(told.get(0).data().get("at").textValue()).endsWith("Z");
      assertThat(told.get(0).data()).hasSize(4);
    }
  }

  @Test
  void eachFilterTakesItsOwnOnly() {
    String parent;
    try (Watcher before = watch("handler=" + tasks.handler())) {
      parent = tasks.id();
      // from here on it is over for those who begin to listen
      before.next();
    }
    try (Watcher byUser = watch("user_id=" + tasks.user());
        Watcher byEntity = watch("entity_id=e%201&entity_id=e2&handler=" + tasks.handler());
        Watcher byParent = watch("parent_id=" + parent);
        Watcher byStatus = watch("status=cancelled&handler=" + tasks.handler());
        Watcher byTask = watch("task_id=" + parent + "&task_id=nobody")) {
      String other = tasks.id("user_id", "other", "entity_id", "e3");
      String first = tasks.id("entity_id", "e 1", "parent_id", parent);
      String second = tasks.id("entity_id", "e2", "user_id", "other");
      api.post("/v2/task/cancel/" + other, null);
      api.post("/v2/task/cancel/" + parent, null);
      String last = tasks.id("entity_id", "e2", "parent_id", parent);

      assertThat(byUser.next(3))
          .extracting(event -> event.status() + event.task())
          .containsExactly("pending" + first, "cancelled" + parent, "pending" + last);
      assertThat(byEntity.next(3)).extracting(Event::task).containsExactly(first, second, last);
      assertThat(byParent.next(2)).extracting(Event::task).containsExactly(first, last);
      assertThat(byStatus.next(2)).extracting(Event::task).containsExactly(other, parent);
      assertThat(byTask.next().status()).isEqualTo("cancelled");
    }
  }

  @Test
  void whoComesBackReadsOnWithoutLossAndWithoutRepeat() {
    List<String> made = new ArrayList<>();
    List<String> read = new ArrayList<>();
    String last;
    try (Watcher watcher = watch("handler=" + tasks.handler())) {
      batch(5).forEach(made::add);
      // in the middle of what one statement has told
      watcher.next(2).forEach(event -> read.add(event.task()));
      last = watcher.lastId();
    }
    made.add(tasks.id());
    batch(3).forEach(made::add);
    try (Watcher again = Watcher.of(api.base(), "handler=" + tasks.handler(), last, "127.0.0.1")) {
      again.next(4).forEach(event -> read.add(event.task()));
      last = again.lastId();
    }
    try (Watcher byQuery = watch("handler=" + tasks.handler() + "&last_event_id=" + last)) {
      byQuery.next(3).forEach(event -> read.add(event.task()));
      made.add(tasks.id());
      read.add(byQuery.next().task());
    }
    assertThat(read).containsExactlyElementsOf(made);
  }

  @Test
  void whoReadsSlowlyGetsAllTheSameEverything() {
    try (Watcher slow = watch("handler=" + tasks.handler());
        Watcher other = watch("user_id=" + tasks.user() + "&status=cancelled")) {
      Set<String> made = new HashSet<>();
      for (int i = 0; i < 6; i++) {
        made.addAll(batch(10_000));
      }
      // meanwhile it keeps nobody else from their events
      assertThat(api.post("/v2/task/cancel/" + made.iterator().next(), null).status())
          .isEqualTo(200);
      assertThat(other.next().status()).isEqualTo("cancelled");

      Set<String> read = new HashSet<>();
      for (int i = 0; i < made.size(); i++) {
        assertThat(read.add(slow.next().task())).isTrue();
      }
      assertThat(read).isEqualTo(made);
      assertThat(slow.next().status()).isEqualTo("cancelled");
    }
  }

  @Test
  void anIdThatSaysNothingHereIsResetAndTheStreamGoesOn() {
    for (String id : List.of("none", "999999999999", "1-2.x")) {
      try (Watcher watcher =
          Watcher.of(api.base(), "handler=" + tasks.handler(), id, "127.0.0.1")) {
        assertThat(watcher.greeting()).contains("event: reset");
        String made = tasks.id();
        assertThat(watcher.next().task()).isEqualTo(made);
      }
    }
  }

  @Test
  void anEmptyIdIsNoneAndNothingIsReset() {
    String handler = "handler=" + tasks.handler();
    for (String id : new String[] {"", " ", null}) {
      try (Watcher watcher = Watcher.of(api.base(), handler + "&last_event_id=", id, "127.0.0.1")) {
        assertThat(watcher.greeting()).noneMatch(line -> line.startsWith("event:"));
        String made = tasks.id();
        assertThat(watcher.next().task()).isEqualTo(made);
      }
    }
  }

  @Test
  void aQuietStreamShowsThatItLivesAndWhereItIs() {
    try (Watcher watcher = watch("handler=" + tasks.handler())) {
      String begin = watcher.lastId();
      new Tasks(api).id();
      assertThat(watcher.block().get(0)).startsWith(":");
      assertThat(watcher.lastId()).isNotEqualTo(begin);
    }
  }

  @Test
  void aFilterThatDoesNotExistIsRefused() {
    JsonNode problem = assertProblem(api.get("/v2/task/events?handlr=A&status=done&user_id="), 422);
    assertThat(problem.get("errors")).hasSize(3);
    assertProblem(api.get("/v2/task/events", "Accept", "application/json"), 406);
    assertProblem(api.post("/v2/task/events", Map.of()), 405);
  }

  private Watcher watch(String query) {
    Watcher watcher = Watcher.of(api.base(), query);
    assertThat(watcher.status()).isEqualTo(200);
    return watcher;
  }

  private List<String> batch(int size) {
    JsonNode outcome =
        api.post("/v2/task/create-batch", Collections.nCopies(size, tasks.body())).json();
    return Tasks.texts(outcome.get("results"), "task_id");
  }

  private JsonNode claim() {
    Map<String, Object> claim =
        Map.of("handlers", List.of(tasks.handler()), "worker", UUID.randomUUID().toString());
    return api.post("/v2/work/claim", claim).json().get(0);
  }
}
