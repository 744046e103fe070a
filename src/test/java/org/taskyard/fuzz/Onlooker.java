package org.taskyard.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sees all that calls of a test could have changed. Not through {@link org.taskyard.support.Api}:
 * what is only looked at need not be compared with the OpenAPI document.
 */
final class Onlooker {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI server;
  private final Known known;
  private final List<String> headers;

  /** Headers are names and values in turn, such as the authorization of one who sees all. */
  Onlooker(URI server, Known known, String... headers) {
    this.server = server;
    this.known = known;
    this.headers = new ArrayList<>(List.of(headers));
    this.headers.addAll(List.of("Content-Type", "application/json"));
  }

  /** Everything that there is, by kind and id, as the service shows it. */
  Map<String, String> see() {
    Map<String, String> seen = new TreeMap<>();
    String mine = "{\"filter\": {\"handler\": {\"like\": \"%s\"}}, \"per-page\": 1000%s}";
    String files = "{\"filter\": {\"user_id\": \"%s\"}, \"per-page\": 1000}".formatted(known.user);
    list(seen, "task", mine.formatted(known.prefix, ", \"history\": true"));
    list(seen, "schedule", mine.formatted(known.prefix, ""));
    list(seen, "file", files);
    String named = "{\"filter\": {\"name\": {\"like\": \"%s\"}}, \"per-page\": 1000}";
    list(seen, "key", named.formatted(known.prefix));
    for (JsonNode handler :
        Known.read(send("POST", "/v2/handler/index", named.formatted(known.prefix)))) {
      // who serves it is written down a little later than it is told; what waits falls due by time
      ((ObjectNode) handler).remove(List.of("served", "served_by", "oldest_due_at"));
      seen.put("handler " + handler.get("name").textValue(), handler.toString());
    }
    for (JsonNode counts : Known.read(send("GET", "/v2/task/stats", null)).get("handlers")) {
      if (counts.get("handler").textValue().startsWith(known.prefix)) {
        seen.put("counts of " + counts.get("handler").textValue(), counts.toString());
      }
    }
    return seen;
  }

  private void list(Map<String, String> seen, String kind, String search) {
    for (JsonNode one : Known.read(send("POST", "/v2/" + kind + "/index", search))) {
      seen.put(kind + "/delete/" + one.get(kind + "_id").textValue(), one.toString());
    }
  }

  /** What is not the same any more, was added or is gone. */
  static List<String> changes(Map<String, String> before, Map<String, String> after) {
    List<String> changes = new ArrayList<>();
    before.forEach(
        (key, value) -> {
          if (!value.equals(after.get(key))) {
            changes.add(value + " became " + after.get(key));
          }
        });
    after.forEach(
        (key, value) -> {
          if (!before.containsKey(key)) {
            changes.add(value + " is new");
          }
        });
    return changes;
  }

  /** Deletes all. */
  void cleanUp() {
    see()
        .keySet()
        .forEach(
            key -> {
              if (key.contains("/delete/")) {
                send("DELETE", "/v2/" + key + (key.startsWith("task") ? "?force=true" : ""), null);
              }
            });
  }

  private String send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .headers(headers.toArray(String[]::new))
            .build();
    try {
      HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
      if (!method.equals("DELETE") && answer.statusCode() != 200) {
        throw new AssertionError(request + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException fault) {
      throw new AssertionError(request + ": " + fault, fault);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
