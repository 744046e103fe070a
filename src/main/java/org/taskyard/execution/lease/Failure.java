package org.taskyard.execution.lease;

import java.util.LinkedHashMap;
import java.util.Map;
import org.taskyard.json.Json;

/**
 * The last failure of a task, as its field {@code error} shows it.
 *
 * @param type what went wrong, such as the simple name of the exception, or what else ended the run
 * @param message for people; null and blank become {@code no message}
 * @param retryable whether another attempt might succeed
 */
public record Failure(String type, String message, boolean retryable) {

  /** Longer messages are cut. */
  public static final int MAX_MESSAGE = 2_000;

  private static final int MAX_TYPE = 200;

  public Failure {
    type = StorableText.cut(type, MAX_TYPE);
    message = message == null || message.isBlank() ? "no message" : message;
    message = StorableText.cut(message, MAX_MESSAGE);
  }

  /** The failure that an exception of a handler is. */
  public static Failure of(Throwable thrown, boolean retryable) {
    String name = thrown.getClass().getSimpleName();
    return new Failure(
        name.isEmpty() ? thrown.getClass().getName() : name, thrown.getMessage(), retryable);
  }

  /** As the field's JSON. */
  String json() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", type);
    members.put("message", message);
    members.put("retryable", retryable);
    return Json.write(members);
  }
}
