package org.taskyard.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Objects;

/**
 * What came of a run: a handler's answer. An exception is the fourth answer: retry by the handler's
 * policy.
 */
public sealed interface Outcome {

  /** The task is completed. */
  record Done(JsonNode response) implements Outcome {}

  /**
   * Not now: the task is due again later. Does not count as an attempt, so it may be said any
   * number of times.
   */
  record RetryLater(Duration after, String why) implements Outcome {
    public RetryLater {
      Objects.requireNonNull(why, "a reason is shown to whoever looks at the task");
      if (after.isNegative()) {
        throw new IllegalArgumentException("later cannot be before now");
      }
    }
  }

  /**
   * Never: the task is failed, whatever attempts are left.
   *
   * @param response what was done all the same, null if nothing was
   */
  record GiveUp(String why, JsonNode response) implements Outcome {
    public GiveUp {
      Objects.requireNonNull(why, "a reason is shown to whoever looks at the task");
    }
  }

  /**
   * @param response the task's response, at most 1 MiB as UTF-8; null for none
   */
  static Outcome done(JsonNode response) {
    return new Done(response);
  }

  /** Completed without a response. */
  static Outcome done() {
    return new Done(null);
  }

  static Outcome retryLater(Duration after, String why) {
    return new RetryLater(after, why);
  }

  static Outcome giveUp(String why) {
    return new GiveUp(why, null);
  }

  /** Failed for good, with a response that says what was done before. */
  static Outcome giveUp(String why, JsonNode response) {
    return new GiveUp(why, response);
  }
}
