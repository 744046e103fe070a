package org.taskyard.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

/** The order of what is found; nulls go last, and first in reverse. */
@OnServer
class SortIT {

  private final Api api;
  private final Tasks tasks;

  SortIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  @BeforeEach
  void fourTasks() {
    create("a", "priority", 5, "entity_id", "b", "status", "failed", "max_attempts", 1);
    create("b", "priority", 1, "entity_id", "B", "run_at", "2124-01-02", "max_attempts", 10);
    create("c", "priority", 5, "entity_id", null, "run_at", "2124-01-01", "max_attempts", 2);
    create("d", "priority", 9, "entity_id", "a", "status", "running", "max_attempts", 3);
  }

  private void create(String name, Object... members) {
    Map<String, Object> task = tasks.body(members);
    task.put("handler", tasks.handler() + "." + name);
    assertThat(api.post("/v2/task/create", task).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "created_at           | abcd",
        "-created_at          | dcba",
        "task_id              | abcd",
        "-task_id             | dcba",
        "handler              | abcd",
        "-handler             | dcba",
        "priority             | bacd",
        "-priority            | dcab",
        "priority,-created_at | bcad",
        "-priority,created_at | dacb",
        "max_attempts         | acdb",
        "entity_id            | bdac",
        "-entity_id           | cadb",
        "run_at               | cbad",
        "-run_at              | dabc",
        "run_at,-handler      | cbda",
        "status,handler       | abcd",
        "-status,handler      | dbca",
        "started_at,handler   | dabc",
        "finished_at,handler  | abcd",
        "attempt,handler      | abcd",
        "-attempt,handler     | dabc",
        "priority , handler   | bacd",
      })
  void theOrderIsTheOneAskedFor(String sort, String names) {
    assertThat(order(sort)).isEqualTo(names);
  }

  @Test
  void withoutWishTheNewestIsFirst() {
    assertThat(order(null)).isEqualTo("dcba");
  }

  @Test
  void whatWasChangedLastIsLastByUpdatedAt() {
    String first = tasks.found("task_id", null, "sort", "handler").get(0);
    tasks.update(first, "priority", 6);
    assertThat(order("updated_at")).isEqualTo("bcda");
  }

  private String order(String sort) {
    List<String> handlers =
        sort == null ? tasks.found("handler", null) : tasks.found("handler", null, "sort", sort);
    return String.join(
        "", handlers.stream().map(name -> name.substring(name.length() - 1)).toList());
  }
}
