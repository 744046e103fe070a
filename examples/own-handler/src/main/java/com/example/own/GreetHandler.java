package com.example.own;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import org.taskyard.execution.Handles;
import org.taskyard.execution.NonRetryable;
import org.taskyard.execution.Outcome;
import org.taskyard.execution.TaskContext;
import org.taskyard.execution.TaskHandler;

/** Greets: the request {@code {"name": "Ada"}} has the response {@code {"greeting": "Hello, Ada!"}}. */
@ApplicationScoped
@Handles(value = "GreetHandler", maxAttempts = 3, timeoutSeconds = 30)
public class GreetHandler implements TaskHandler {

  /** What a client sends. */
  public record Request(String name) {}

  @Override
  public Outcome handle(TaskContext task) {
    Request request = task.request(Request.class);
    if (request == null || request.name() == null || request.name().isBlank()) {
      // no later attempt would find one
      throw new NonRetryable("the request has no name to greet");
    }
    task.progress(50, "looking for words");
    String greeting = "Hello, " + request.name() + "!";
    return Outcome.done(JsonNodeFactory.instance.objectNode().put("greeting", greeting));
  }
}
