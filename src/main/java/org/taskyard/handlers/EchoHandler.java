package org.taskyard.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.taskyard.execution.Handles;
import org.taskyard.execution.Outcome;
import org.taskyard.execution.TaskContext;
import org.taskyard.execution.TaskHandler;

/**
 * Returns its request as response. For trials the request may hold {@code sleep_ms} (sleeps
 * before), {@code fail} (fails with that message) and {@code fail_times} (fails in that many first
 * attempts only).
 */
@ApplicationScoped
@Handles("EchoHandler")
public class EchoHandler implements TaskHandler {

  @Override
  public Outcome handle(TaskContext task) throws InterruptedException {
    JsonNode request = task.request();
    long sleepMillis = request.path("sleep_ms").asLong();
    if (sleepMillis > 0) {
      TimeUnit.MILLISECONDS.sleep(sleepMillis);
    }
    JsonNode failure = request.path("fail");
    int failures =
        request.path("fail_times").asInt(failure.isMissingNode() ? 0 : Integer.MAX_VALUE);
    if (task.attempt() <= failures) {
      throw new IllegalStateException(
          failure.asText("attempt " + task.attempt() + " fails as the request asks"));
    }
    return Outcome.done(request);
  }
}
