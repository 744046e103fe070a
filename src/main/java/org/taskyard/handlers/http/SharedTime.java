package org.taskyard.handlers.http;

import java.time.Instant;

/**
 * The time by a clock that the other side shares: the machine's. Receivers refuse a signature whose
 * timestamp is minutes off theirs, and know nothing of the clock of our database. Decides nothing
 * within the service.
 */
final class SharedTime {

  private SharedTime() {}

  static Instant now() {
    return Instant.now();
  }
}
