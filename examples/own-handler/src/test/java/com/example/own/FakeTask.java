package com.example.own;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.taskyard.execution.NonRetryable;
import org.taskyard.execution.TaskContext;
import org.taskyard.json.Json;

/** A task that a handler runs in a test: a request goes in, what the handler tells is kept. */
final class FakeTask implements TaskContext {

  private final JsonNode request;
  private final UUID id = UUID.randomUUID();
  private final UUID token = UUID.randomUUID();
  private JsonNode checkpoint;
  final List<Integer> progress = new ArrayList<>();

  FakeTask(String request) {
    try {
      this.request = Json.read(request);
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException(notJson);
    }
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
    try {
      return Json.MAPPER.treeToValue(request, type);
    } catch (JsonProcessingException misfit) {
      throw new NonRetryable("the request is not what the handler expects", misfit);
    }
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public int maxAttempts() {
    return 1;
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
    return token;
  }

  @Override
  public void progress(int percent, String message) {
    progress.add(percent);
  }

  @Override
  public void checkpoint(JsonNode state) {
    checkpoint = state;
  }

  @Override
  public Optional<JsonNode> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  @Override
  public boolean cancelled() {
    return false;
  }

  @Override
  public void log(String line) {}
}
