package org.taskyard.task;

import java.util.Set;

/**
 * Tasks were created, or became pending again, in the current transaction or on another node.
 * Observe it after success: it is a hint that there may be work, nothing depends on it.
 *
 * @param handlers names of the handlers that they are for; empty: of any
 * @param elsewhere true if another node said so
 */
public record TasksSubmitted(Set<String> handlers, boolean elsewhere) {

  /** Here, in the current transaction. */
  public static TasksSubmitted here(Set<String> handlers) {
    return new TasksSubmitted(handlers, false);
  }
}
