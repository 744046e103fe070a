package org.taskyard.execution.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.access.Owner;
import org.taskyard.execution.LeaseLost;
import org.taskyard.execution.NonRetryable;
import org.taskyard.execution.TaskContext;
import org.taskyard.execution.lease.KeepCheckpoint;
import org.taskyard.execution.lease.StorableText;
import org.taskyard.json.Json;
import org.taskyard.json.JsonText;

/** The handler's view of a {@link Run}. */
final class RunContext implements TaskContext {

  private static final Logger LOG = Logger.getLogger(RunContext.class.getName());
  private static final int MAX_MESSAGE = 1_000;
  private static final int MAX_CHECKPOINT = 1024 * 1024;

  private final Run run;
  private final KeepCheckpoint checkpoints;
  private final String traceparent;
  private final UnaryOperator<String> logged;
  private JsonNode request;
  private String checkpoint;

  /**
   * @param logged makes of a line what the log of the server has of it
   */
  RunContext(
      Run run, KeepCheckpoint checkpoints, String traceparent, UnaryOperator<String> logged) {
    this.logged = logged;
    this.run = run;
    this.checkpoints = checkpoints;
    this.traceparent = traceparent;
    checkpoint = run.task().input().checkpoint();
  }

  @Override
  public UUID id() {
    return run.task().taskId();
  }

  @Override
  public JsonNode request() {
    if (request == null) {
      String json = run.task().input().request();
      request = json == null ? NullNode.getInstance() : Json.stored(json);
    }
    return request;
  }

  @Override
  public <T> T request(Class<T> type) {
    try {
      return Json.MAPPER.treeToValue(request(), type);
    } catch (JsonProcessingException misfit) {
      throw new NonRetryable(
          "The request is not what the handler expects: " + misfit.getOriginalMessage(), misfit);
    }
  }

  @Override
  public int attempt() {
    return run.task().attempt();
  }

  @Override
  public int maxAttempts() {
    return run.task().run().maxAttempts();
  }

  @Override
  public String userId() {
    return run.task().input().userId();
  }

  @Override
  public String entityId() {
    return run.task().input().entityId();
  }

  @Override
  public Owner owner() {
    return Owner.of(run.task().input().tenant(), run.task().input().actsFor());
  }

  @Override
  public UUID token() {
    return run.task().token();
  }

  @Override
  public Optional<String> traceparent() {
    return Optional.ofNullable(traceparent);
  }

  @Override
  public void progress(int percent, String message) {
    run.progress(Math.max(0, Math.min(100, percent)), StorableText.cut(message, MAX_MESSAGE));
  }

  @Override
  public void checkpoint(JsonNode state) {
    String misfit = JsonText.misfit(state);
    if (misfit != null) {
      throw new IllegalArgumentException("a checkpoint " + misfit);
    }
    String json = Json.write(state);
    if (json.length() > MAX_CHECKPOINT) {
      throw new IllegalArgumentException(
          "a checkpoint takes at most " + MAX_CHECKPOINT + " characters");
    }
    if (run.reason() == StopReason.LOST) {
      throw new LeaseLost(id());
    }
    checkpoints.keep(run.task(), json);
    checkpoint = json;
  }

  @Override
  public Optional<JsonNode> checkpoint() {
    return Optional.ofNullable(checkpoint).map(Json::stored);
  }

  @Override
  public boolean cancelled() {
    return run.reason() != null;
  }

  @Override
  public void log(String line) {
    RunLog.log(
        LOG,
        Level.FINE,
        run.task(),
        () -> "Task " + id() + ", attempt " + attempt() + ": " + logged.apply(line),
        null);
    run.say(line == null ? "null" : line);
  }
}
