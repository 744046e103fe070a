package org.taskyard.execution.node;

import java.util.concurrent.TimeUnit;

/**
 * How many tasks a node claims beyond those that it can run at once, so that short tasks do not
 * wait for a claim each. As many as it gets through in a moment, judged by the runs before: none
 * while runs take long, since other nodes may be free for what would only wait here.
 */
final class Prefetch {

  /** The work in store lasts about this long. */
  private static final long STORE = TimeUnit.MILLISECONDS.toNanos(100);

  /** Memory that requests in store may take, in characters. */
  private static final long STORE_CHARACTERS = 16L * 1024 * 1024;

  private static final double WEIGHT = 0.05;

  private final int slots;
  private final int most;
  private double nanosPerRun = STORE;
  private double charactersPerRequest = 1_000;

  Prefetch(int slots, int most) {
    this.slots = slots;
    this.most = most;
  }

  /** A run ended, or has already taken that long. */
  synchronized void ran(long nanos) {
    nanosPerRun += WEIGHT * (Math.max(1, nanos) - nanosPerRun);
  }

  /** A task was claimed; before it runs, so that no store of large ones builds up meanwhile. */
  synchronized void claimed(String request) {
    charactersPerRequest +=
        WEIGHT * ((request == null ? 1 : request.length()) - charactersPerRequest);
  }

  /** Tasks to have in store. */
  synchronized int size() {
    double byTime = slots * (STORE / nanosPerRun) - slots;
    double byMemory = STORE_CHARACTERS / Math.max(1, charactersPerRequest);
    return (int) Math.max(0, Math.min(most, Math.min(byTime, byMemory)));
  }
}
