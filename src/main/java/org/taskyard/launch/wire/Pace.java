package org.taskyard.launch.wire;

import java.util.concurrent.TimeUnit;

/**
 * How long we still wait for a caller, which sends us bytes or takes ours: 30 seconds at first.
 * Waiting uses that up, each KiB gives back a second, never beyond the 30. So whoever moves 1 KiB/s
 * may go on for ever, and whoever stalls, whatever it has moved before, has half a minute. What the
 * server itself takes its time for does not count.
 */
final class Pace {

  /** Nanoseconds that a thread waits at most for a caller that moves nothing. */
  static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  private static final long PER_BYTE = TimeUnit.SECONDS.toNanos(1) / 1024;

  private long left = PATIENCE;

  /** Begins anew: another request, or another part of the server waits. */
  void restart() {
    left = PATIENCE;
  }

  /** Nanoseconds; at least a millisecond, as the system takes zero for no bound. */
  long left() {
    return Math.max(left, TimeUnit.MILLISECONDS.toNanos(1));
  }

  /**
   * Counts what the caller has moved.
   *
   * @param nanos that we have waited for it
   * @return false if that was too long
   */
  boolean keeps(long nanos, long bytes) {
    left -= nanos;
    if (left <= 0) {
      return false;
    }
    // more bytes than a window's worth count as that many
    left = Math.min(PATIENCE, left + Math.min(bytes, 30 * 1024) * PER_BYTE);
    return true;
  }
}
