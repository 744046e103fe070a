package org.taskyard.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Tasks.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.AskingServer;
import org.taskyard.support.Eventually;

/** What there is on the server, made as a client makes it. */
final class Scene {

  private static final String[] ADMIN = {"Authorization", "Bearer " + AskingServer.ADMIN};
  private static final Api API = AskingServer.api();

  private Scene() {}

  /** Creates a task; members as name, value, name, value. */
  static String task(Object... members) {
    return post("/v2/task/create", object(members)).path("task_id").asText();
  }

  /** Waits for the end of a task, and returns it. */
  static JsonNode ended(String id) {
    return Eventually.seen(
        "task " + id + " has ended",
        () -> view("/v2/task/view/" + id),
        task -> List.of("completed", "failed", "cancelled").contains(task.path("status").asText()));
  }

  /** A task that has failed at once, with this message. */
  static String failed(String entity, String message) {
    Map<String, Object> request =
        object(
            "fail",
            message,
            "iban",
            "DE89370400440532013000",
            "amount",
            new java.math.BigDecimal("12345678901234567890.10"));
    String id =
        task(
            "handler",
            "EchoHandler",
            "entity_id",
            entity,
            "user_id",
            "user-7",
            "request",
            request,
            "max_attempts",
            1);
    assertThat(ended(id).path("status").asText()).isEqualTo("failed");
    return id;
  }

  /** Stores a file; returns its id. */
  static String file(String name, String content) {
    Answer stored =
        API.sendBytes(
            "POST",
            "/v2/file/create",
            BodyPublishers.ofString(content),
            ADMIN[0],
            ADMIN[1],
            "Content-Type",
            "text/csv",
            "Content-Disposition",
            "attachment; filename=\"" + name + "\"");
    assertThat(stored.status()).as(stored.text()).isEqualTo(201);
    return stored.json().path("file_id").asText();
  }

  static JsonNode view(String path) {
    Answer answer = API.get(path, ADMIN);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  static JsonNode post(String path, Object body) {
    return post(path, body, ADMIN);
  }

  /** The same with other headers, such as another key. */
  static JsonNode post(String path, Object body, String... headers) {
    Answer answer = API.post(path, body, headers);
    assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    return answer.json();
  }

  static JsonNode put(String path, Object body) {
    return put(path, body, ADMIN);
  }

  static JsonNode put(String path, Object body, String... headers) {
    Answer answer = API.put(path, body, headers);
    assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    return answer.json();
  }

  /** A key with a role; returns it whole. */
  static String key(String role, String user) {
    return post("/v2/key/create", object("name", role, "roles", List.of(role), "user_id", user))
        .path("key")
        .asText();
  }
}
