package org.taskyard.embedded;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks after the postmaster: when it has ended by itself (the kernel needed its memory, the disk
 * was full) it is started again on the same port, however often that takes. Connections and leases
 * come back by themselves then.
 */
final class PostmasterWatch {

  private static final Logger LOG = Logger.getLogger(PostmasterWatch.class.getName());
  private static final long LOOK_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final long LONG = TimeUnit.MINUTES.toNanos(2);

  private final Cluster cluster;
  private final LongSupplier nanos;
  private boolean closed;
  private long pause = LOOK_MILLIS;
  private String toldReason;

  /** When the first attempt began that came to nothing; null while all is well. */
  private volatile Long failsSince;

  PostmasterWatch(Cluster cluster, LongSupplier nanos) {
    this.cluster = cluster;
    this.nanos = nanos;
  }

  /** Begins to look. */
  PostmasterWatch begin() {
    Thread thread = new Thread(this::watch, "watch-embedded-postgresql");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void watch() {
    while (goesOn()) {
      look();
    }
  }

  /** Rests; false once there is nothing left to look after. */
  private synchronized boolean goesOn() {
    try {
      if (!closed) {
        wait(pause);
      }
    } catch (InterruptedException stopped) {
      closed = true;
    }
    return !closed;
  }

  void look() {
    if (cluster.hasDied()) {
      restart();
    } else {
      cluster.keepReserve();
    }
  }

  private void restart() {
    long began = nanos.getAsLong();
    try {
      cluster.restart();
      LOG.warning("The embedded PostgreSQL had ended by itself, and was started again");
      failsSince = null;
      toldReason = null;
      pause = LOOK_MILLIS;
    } catch (IOException | RuntimeException failed) {
      tell(String.valueOf(failed.getMessage()));
      failsSince = failsSince == null ? Long.valueOf(began) : failsSince;
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  private void tell(String reason) {
    Level level = reason.equals(toldReason) ? Level.FINE : Level.SEVERE;
    toldReason = reason;
    LOG.log(
        level,
        "The embedded PostgreSQL has ended by itself, and cannot be started again yet: {0}",
        reason);
  }

  /** Whether attempts to start it again have failed for so long that somebody else has to act. */
  boolean failsForLong() {
    Long since = failsSince;
    return since != null && nanos.getAsLong() - since > LONG;
  }

  /** Does not look any more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
