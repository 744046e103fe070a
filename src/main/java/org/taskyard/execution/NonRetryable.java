package org.taskyard.execution;

/** Thrown by a handler when no further attempt can succeed: the task is failed at once. */
public class NonRetryable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NonRetryable(String message) {
    super(message);
  }

  public NonRetryable(String message, Throwable cause) {
    super(message, cause);
  }
}
