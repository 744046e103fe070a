package org.taskyard.schedule.timing;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of due times that were missed, because no node was there or the schedule paused. */
public enum Misfire {
  /** Nothing. */
  SKIP,
  /** The last one is made up for. */
  ONCE,
  /** All are made up for, but for no more than the schedule's {@code max_misfires} last ones. */
  ALL;

  /** The name in JSON and in the database. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The policy of that name, if there is one. */
  public static Optional<Misfire> of(String text) {
    return Stream.of(values()).filter(policy -> policy.text().equals(text)).findFirst();
  }
}
