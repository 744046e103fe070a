package org.taskyard.handlers.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.taskyard.execution.TaskContext;
import org.taskyard.json.Json;

/** A task without an engine around it. */
final class FakeTask implements TaskContext {

  final List<String> said = new ArrayList<>();
  volatile boolean cancelled;
  private final UUID id = UUID.randomUUID();
  private final JsonNode request;

  FakeTask(Map<String, ?> request) {
    this.request = Json.MAPPER.valueToTree(request);
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public JsonNode request() {
    return request;
  }

  @Override
  public <T> T request(Class<T> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public int maxAttempts() {
    return 5;
  }

  @Override
  public String userId() {
    return null;
  }

  @Override
  public String entityId() {
    return null;
  }

  @Override
  public UUID token() {
    return UUID.randomUUID();
  }

  @Override
  public void progress(int percent, String message) {}

  @Override
  public void checkpoint(JsonNode state) {}

  @Override
  public Optional<JsonNode> checkpoint() {
    return Optional.empty();
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  @Override
  public void log(String line) {
    said.add(line);
  }
}
