package org.taskyard.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.json.Json;
import org.taskyard.support.Api.Answer;

/**
 * Makes and finds the tasks of one test, as a client does. They belong to a user and a handler of
 * their own; nobody serves the handler, so that the tasks stay as they are. Members of JSON objects
 * follow as name, value, name, value, or as the text of an object.
 */
public final class Tasks {

  private final Api api;
  private final String user = "user-" + UUID.randomUUID();
  private final String handler = "Nobody-" + UUID.randomUUID();

  public Tasks(Api api) {
    this.api = api;
  }

  public String user() {
    return user;
  }

  public String handler() {
    return handler;
  }

  /** A JSON object; unlike those of {@link Map#of} its values may be null. */
  public static Map<String, Object> object(Object... members) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (members.length == 1) {
      return Json.MAPPER.convertValue(parsed((String) members[0]), new TypeReference<>() {});
    }
    for (int i = 0; i < members.length; i += 2) {
      object.put((String) members[i], members[i + 1]);
    }
    return object;
  }

  private static JsonNode parsed(String json) {
    try {
      return Json.read(json);
    } catch (JsonProcessingException fault) {
      throw new IllegalArgumentException(json, fault);
    }
  }

  /** The body of a create: handler and user of this test, unless the members say otherwise. */
  public Map<String, Object> body(Object... members) {
    Map<String, Object> body = object("handler", handler, "user_id", user);
    body.putAll(object(members));
    return body;
  }

  /** Sends a create. */
  public Answer send(Object... members) {
    return api.post("/v2/task/create", body(members));
  }

  /** Creates a task and returns it. */
  public JsonNode create(Object... members) {
    Answer answer = send(members);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json();
  }

  /** Creates a task and returns its id. */
  public String id(Object... members) {
    return create(members).get("task_id").textValue();
  }

  /** The task as it is now. */
  public JsonNode view(String id) {
    Answer answer = api.get("/v2/task/view/" + id);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  /** Whether the task is there, live or historized. */
  public boolean exists(String id) {
    return api.get("/v2/task/view/" + id).status() == 200;
  }

  /** Sends an update. */
  public Answer update(String id, Object... members) {
    return api.put("/v2/task/update/" + id, object(members));
  }

  public void historize(String id) {
    assertThat(api.delete("/v2/task/delete/" + id + "?historicize=true").status()).isEqualTo(204);
  }

  /** Searches among the tasks of this test; {@code filter} may be null. */
  public Answer index(Object filter, Object... members) {
    Map<String, Object> mine = object("user_id", user);
    Map<String, Object> body =
        object("filter", filter == null ? mine : Map.of("and", List.of(mine, filter)));
    body.putAll(object(members));
    return api.post("/v2/task/index", body);
  }

  /** One field of every task found, in the order found. */
  public List<String> found(String field, Object filter, Object... members) {
    Answer answer = index(filter, members);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return texts(answer.json(), field);
  }

  /** One field of each of several objects. */
  public static List<String> texts(JsonNode objects, String field) {
    List<String> texts = new ArrayList<>();
    objects.forEach(object -> texts.add(object.get(field).textValue()));
    return texts;
  }

  /** Waits until somebody else has brought the task so far, and returns it. */
  public JsonNode await(String id, String status) {
    return Eventually.seen(
        "the task is " + status,
        () -> view(id),
        task -> task.get("status").textValue().equals(status));
  }
}
