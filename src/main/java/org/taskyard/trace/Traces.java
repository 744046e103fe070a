package org.taskyard.trace;

import java.util.UUID;

/**
 * Spans of what happens to tasks, by the <a
 * href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">semantic
 * conventions for messaging</a>: {@code create} in the caller's trace, {@code process} for each
 * attempt in a trace of its own, linked to the create.
 */
public interface Traces {

  /** What is done within a span. */
  @FunctionalInterface
  interface Work<T, E extends Exception> {
    T within(Current span) throws E;
  }

  /** The span under way. */
  interface Current {

    /** What goes with a message that belongs to it, in the form of the header; null for none. */
    String traceparent();

    /** Names the task, once its id is known. */
    void task(UUID id);

    /**
     * Marks the span as failed. An exception of the work does so by itself.
     *
     * @param type the kind of failure, such as the name of an exception; there should be few
     */
    void failed(String type, String message);
  }

  /**
   * Creates tasks of a handler within a span.
   *
   * @param handler null if they are of several
   * @param tasks how many
   * @param traceparent the caller's header, as it was sent; null for none
   */
  <T, E extends Exception> T create(String handler, int tasks, String traceparent, Work<T, E> work)
      throws E;

  /** Runs an attempt within a span. */
  <T, E extends Exception> T process(Attempt attempt, Work<T, E> work) throws E;

  /**
   * An attempt of a task.
   *
   * @param number from 1
   * @param traceparent that of the create, null for none
   */
  record Attempt(UUID task, String handler, int number, String traceparent) {}
}
