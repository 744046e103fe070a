package org.taskyard.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;

/** A user of schedules over HTTP, whose schedules nobody else has. */
final class ScheduleClient {

  final Api api;
  final String user = "user-" + UUID.randomUUID().toString().substring(0, 8);

  ScheduleClient(Api api) {
    this.api = api;
  }

  /** A schedule that is not due for years, unless said otherwise. */
  Map<String, Object> body(String name, Object... members) {
    Map<String, Object> body =
        new HashMap<>(Map.of("name", user + " " + name, "handler", "EchoHandler", "user_id", user));
    for (int i = 0; i < members.length; i += 2) {
      body.put((String) members[i], members[i + 1]);
    }
    if (!body.containsKey("interval")) {
      body.putIfAbsent("cron", "0 0 29 2 *");
    }
    return body;
  }

  JsonNode create(String name, Object... members) {
    Answer answer = post("create", body(name, members));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json();
  }

  Answer post(String operation, Object body, String... headers) {
    return api.post("/v2/schedule/" + operation, body, headers);
  }

  Answer update(JsonNode schedule, Object change, String... headers) {
    return api.put("/v2/schedule/update/" + id(schedule), change, headers);
  }

  JsonNode view(JsonNode schedule) {
    return api.get("/v2/schedule/view/" + id(schedule)).json();
  }

  /** Deletes all that this user has. */
  void leave() {
    post("index", Map.of("filter", Map.of("user_id", user)))
        .json()
        .forEach(schedule -> api.delete("/v2/schedule/delete/" + id(schedule)));
  }

  static String id(JsonNode schedule) {
    return schedule.get("schedule_id").textValue();
  }

  static List<String> pointers(JsonNode problem) {
    List<String> pointers = new ArrayList<>();
    problem.get("errors").forEach(error -> pointers.add(error.get("pointer").textValue()));
    return pointers;
  }
}
