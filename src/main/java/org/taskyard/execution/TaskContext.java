package org.taskyard.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import org.taskyard.access.Owner;

/**
 * What a handler sees of the task that it runs, and what it may report about it. For the handler's
 * own thread.
 */
public interface TaskContext {

  /** The task's id. */
  UUID id();

  /** The request, parsed also when the client sent it as a string; JSON null when there is none. */
  JsonNode request();

  /**
   * The request as an object of {@code type}, members in snake_case.
   *
   * @throws NonRetryable if it does not fit; no later attempt would
   */
  <T> T request(Class<T> type);

  /** This run's number, from 1. */
  int attempt();

  /** Runs allowed. */
  int maxAttempts();

  /** The user the task belongs to, or null. */
  String userId();

  /** The business object the task is about, or null. */
  String entityId();

  /**
   * Whose tasks and files this run may read and create: those of everybody, or of one user, as the
   * caller that created the task could. A handler that reads them by beans of Taskyard hands it on.
   */
  default Owner owner() {
    return userId() == null ? Owner.ANYBODY : Owner.of(userId());
  }

  /**
   * The fencing token of this run, new for each. Hand it to other systems with the task's id (as an
   * idempotency key), so that they can tell a repeated call from a new one.
   */
  UUID token();

  /**
   * The header {@code traceparent} of what this run sends to other services, so that their part
   * shows in the same trace: the span of this run if it has one, else the trace in which the task
   * was created. Clients that OpenTelemetry instruments send it by themselves.
   */
  default Optional<String> traceparent() {
    return Optional.empty();
  }

  /**
   * Shows how far the run is. Cheap: kept in memory, written about once a second.
   *
   * @param percent 0 to 100; beyond is cut
   * @param message what is being done, or null; cut at 1,000 characters
   */
  void progress(int percent, String message);

  /**
   * Keeps a state of the handler's own over retries and crashes; replaces the one before. Written
   * at once, and renews the lease. Joins the JTA transaction of the caller if there is one: effects
   * and checkpoint then commit together.
   *
   * @throws LeaseLost if the task is no longer this run's
   */
  void checkpoint(JsonNode state);

  /** The last state kept, by this attempt or an earlier one. */
  Optional<JsonNode> checkpoint();

  /**
   * True once the run should stop: cancelled by a caller, over its time, no longer ours, or the
   * node stops. A moment later the thread is interrupted. What the handler then returns or throws
   * does not matter, unless it is {@code done}.
   */
  boolean cancelled();

  /**
   * Adds a line to the log of this attempt, which callers see with the task's attempts. Cheap: kept
   * in memory, written about once a second and at the end.
   *
   * @param line cut at 2,000 characters; more than 1,000 lines of an attempt are dropped
   */
  void log(String line);
}
