package org.taskyard.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.taskyard.json.Json;
import org.taskyard.support.Api;
import org.taskyard.support.Tasks;

/** Five tasks, named a to e by the last letter of their handlers, to try filters on. */
final class FiveTasks {

  private static final String ALL = "abcde";
  private static final String PARENT = "11111111-1111-7111-8111-111111111111";
  private static final String JSON =
      """
      [
       {"name": "a", "entity_id": "Order-1", "priority": 1, "run_at": "2124-01-31T23:59:59.999999Z",
        "request": {"n": 1, "deep": {"list": [1, 2, 3], "x": true}}, "tags": ["red", "a"],
        "parent_id": "11111111-1111-7111-8111-111111111111"},
       {"name": "b", "entity_id": "order_1", "run_at": "2124-02-01T00:00:00Z", "status": "completed",
        "request": "{\\"n\\": 2.50}", "response": {"ok": true}, "tags": ["red", "b"]},
       {"name": "c", "entity_id": "100%", "priority": 9, "run_at": "2124-02-01T23:59:59Z", "status": "failed",
        "request": ["n", {"k": 1}], "tags": ["RED"]},
       {"name": "d", "entity_id": "Ünïcode 😀 order", "status": "running", "max_attempts": 7,
        "request": "[]", "response": "\\"text\\""},
       {"name": "e", "status": "cancelled", "max_attempts": 7}
      ]
      """;

  private final Tasks tasks;

  FiveTasks(Api api) throws JsonProcessingException {
    tasks = new Tasks(api);
    JsonNode batch = Json.read(JSON);
    for (JsonNode task : batch) {
      ObjectNode object = (ObjectNode) task;
      object.put("handler", tasks.handler() + "." + object.remove("name").textValue());
      object.put("user_id", tasks.user());
    }
    // of another user; the first who needs it makes it
    api.post("/v2/task/create", Map.of("handler", "Nobody", "task_id", PARENT));
    assertThat(api.post("/v2/task/create-batch", batch).status()).isEqualTo(201);
  }

  Tasks tasks() {
    return tasks;
  }

  /** Checks what a filter finds, and that {@code not} of it finds exactly the others. */
  void assertFinds(String filter, String names) throws JsonProcessingException {
    String expected = names == null ? "" : names;
    JsonNode read = Json.read(filter);
    assertThat(names(read)).as(filter).isEqualTo(expected);
    StringBuilder others = new StringBuilder();
    ALL.chars().filter(name -> expected.indexOf(name) < 0).forEach(others::appendCodePoint);
    assertThat(names(Map.of("not", read))).as("not " + filter).isEqualTo(others.toString());
  }

  private String names(Object filter) {
    List<String> names = new ArrayList<>();
    for (String handler : tasks.found("handler", filter)) {
      names.add(handler.substring(handler.length() - 1));
    }
    return String.join("", names.stream().sorted().toList());
  }
}
