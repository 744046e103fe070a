package org.taskyard.execution.lease;

/** How long a lease is renewed for: as long as its holder asks for now, or was granted last. */
final class LeaseLength {

  private LeaseLength() {}

  /**
   * Seconds, as an expression about a row {@code queue}.
   *
   * @param wished an expression that is null where the holder names no length
   */
  static String of(String wished) {
    return "coalesce(" + wished + ", q.lease_seconds)";
  }
}
