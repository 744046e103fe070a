package org.taskyard.access.token;

import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Between two calls to the issuer there are thirty seconds, whoever wants what: neither a flood of
 * tokens nor an outage reaches it. Not thread-safe.
 */
final class Pause {

  static final Duration LENGTH = Duration.ofSeconds(30);

  private static final Logger LOG = Logger.getLogger(Pause.class.getName());

  private Instant last = Instant.MIN;
  private String failure;

  /** Asks to call; yes once in thirty seconds. */
  boolean isOver(Instant now) {
    // a clock that was set back must not stop us for as long
    boolean over = now.isBefore(last) || !now.isBefore(last.plus(LENGTH));
    if (over) {
      last = now;
    }
    return over;
  }

  /** The last call led to something. */
  void succeeded() {
    if (failure != null) {
      LOG.log(Level.INFO, "The issuer of tokens answers again");
    }
    failure = null;
  }

  /** It did not: the first time in a row is logged. */
  void failed(String why) {
    if (failure == null) {
      LOG.log(Level.WARNING, "The issuer of tokens cannot be asked: {0}", why);
    }
    failure = why;
  }

  boolean hasFailed() {
    return failure != null;
  }

  /** Why there is no answer, as a sentence. */
  String why() {
    return "The issuer of tokens cannot be asked: " + failure;
  }
}
