package org.taskyard.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.Eventually;
import org.taskyard.support.Runs;
import org.taskyard.support.Tasks;

/** Previews, runs and looks at operations on the tasks of one test. */
record Operations(Api api, Tasks tasks) {

  /** Makes tasks of the test; returns their ids, oldest first. */
  List<String> batch(int count, Object... members) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(tasks.body(members));
    }
    Answer made = api.post("/v2/task/create-batch", all);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.json().get("results").findValuesAsText("task_id");
  }

  /** Asks what an action on the tasks of the test that match would do. */
  Answer ask(String action, Object filter, Object... members) {
    Map<String, Object> mine = Map.of("handler", tasks.handler());
    Map<String, Object> body = new HashMap<>(Tasks.object(members));
    body.put("action", action);
    body.put("filter", filter == null ? mine : Map.of("and", List.of(mine, filter)));
    return api.post("/v2/operation/preview", body);
  }

  JsonNode preview(String action, Object filter, Object... members) {
    Answer preview = ask(action, filter, members);
    assertThat(preview.status()).as(preview.toString()).isEqualTo(200);
    return preview.json();
  }

  Answer create(JsonNode preview, String reason) {
    Map<String, Object> body = new HashMap<>();
    body.put("token", preview.get("token").textValue());
    body.put("reason", reason);
    return api.post("/v2/operation/create", body);
  }

  /** Begins to act on all tasks of the test; returns the operation's id. */
  String begin(String action, String reason, Object... members) {
    Answer created = create(preview(action, null, members), reason);
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    return created.json().get("operation_id").textValue();
  }

  /** The same until the operation has ended. */
  String run(String action, String reason, Object... members) {
    String id = begin(action, reason, members);
    JsonNode task = Runs.ended(api, id);
    assertThat(task.get("status").textValue()).as(task.toString()).isEqualTo("completed");
    return id;
  }

  JsonNode view(String id) {
    Answer answer = api.get("/v2/operation/view/" + id);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  /** Waits until it has acted on so many tasks. */
  void awaitDone(String id, int tasks) {
    Eventually.holds("tasks are done", () -> view(id).get("done").intValue() >= tasks);
  }

  JsonNode items(String id, Map<String, ?> filter) {
    Answer answer =
        api.post("/v2/operation/items/" + id, Map.of("filter", filter, "per-page", 1_000));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }
}
