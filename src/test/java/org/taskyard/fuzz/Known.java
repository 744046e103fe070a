package org.taskyard.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.support.Api.Answer;

/**
 * What a caller has seen so far and may send again, so that calls are not only about what is not
 * there. Of each kind the latest few.
 */
final class Known {

  private static final int KEPT = 12;
  private static final ObjectMapper READER = new ObjectMapper();

  /** A run that a worker has claimed. */
  record Lease(String task, String token) {}

  /** Begins the name of every handler here; nobody serves one. */
  final String prefix = "Fuzz-" + UUID.randomUUID().toString().substring(0, 8);

  final List<String> handlers = List.of(prefix + ".a", prefix + ".b", prefix + ".c");
  final String user = "user-" + prefix;
  final Map<String, List<String>> ids = new LinkedHashMap<>();
  final List<String> etags = new ArrayList<>(List.of("\"none\""));
  final List<String> cursors = new ArrayList<>(List.of("W10"));
  final List<Lease> leases = new ArrayList<>();
  final List<String> keys = new ArrayList<>();

  Known() {
    for (String kind : List.of("task", "file", "schedule", "key")) {
      ids.put(kind, new ArrayList<>(List.of(UUID.randomUUID().toString())));
    }
    leases.add(new Lease(UUID.randomUUID().toString(), UUID.randomUUID().toString()));
    for (int i = 0; i < 20; i++) {
      keys.add(prefix + i);
    }
  }

  /** Takes down what an answer tells. */
  void learn(Answer answer) {
    keep(etags, answer.header("ETag"));
    keep(cursors, answer.header("X-Pagination-Next-Cursor"));
    String type = String.valueOf(answer.header("Content-Type"));
    if (answer.status() < 300 && type.startsWith("application/json")) {
      learn(read(answer.text()));
    }
  }

  /** Reads also what is nested deeper, within a page, than it could be sent. */
  static JsonNode read(String json) {
    try {
      return READER.readTree(json);
    } catch (JsonProcessingException fault) {
      throw new AssertionError(json, fault);
    }
  }

  private void learn(JsonNode node) {
    if (node.has("task_id") && node.has("lease_token")) {
      keep(leases, new Lease(node.get("task_id").asText(), node.get("lease_token").asText()));
    }
    ids.forEach(
        (kind, seen) -> {
          if (node.path(kind + "_id").isTextual() && mayTouch(kind, node)) {
            keep(seen, node.get(kind + "_id").textValue());
          }
        });
    node.forEach(this::learn);
  }

  /** Keys of other tests, and the one that a test looks on with, are left alone. */
  private boolean mayTouch(String kind, JsonNode node) {
    return !kind.equals("key") || node.path("name").asText().startsWith(prefix);
  }

  private static <T> void keep(List<T> list, T value) {
    if (value != null && !list.contains(value)) {
      list.add(value);
      if (list.size() > KEPT) {
        list.remove(0);
      }
    }
  }
}
