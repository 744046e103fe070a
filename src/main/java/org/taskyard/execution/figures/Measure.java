package org.taskyard.execution.figures;

import java.util.Locale;

/** What is counted of runs. */
public enum Measure {
  /** Tasks that a run completed. */
  COMPLETED(0, 1),
  /** Tasks that a run ended as failed. */
  FAILED(1, 1),
  /** Runs that failed, and whose task is tried again. */
  RETRIED(2, 1),
  /** Runs by how long their task was due before they began. */
  START_DELAY(3, Buckets.COUNT),
  /** Runs by how long they took, however they ended. */
  RUN_TIME(3 + Buckets.COUNT, Buckets.COUNT);

  private final int place;
  private final int buckets;

  Measure(int place, int buckets) {
    this.place = place;
    this.buckets = buckets;
  }

  /** Where its counts begin, among those of all measures. */
  int place() {
    return place;
  }

  /** How many counts all measures have. */
  static int places() {
    return RUN_TIME.place + RUN_TIME.buckets;
  }

  /** How many counts there are of it. */
  public int buckets() {
    return buckets;
  }

  /** The word for it in the database. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The measure of that word. */
  public static Measure of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
