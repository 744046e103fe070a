package org.taskyard.execution.lease;

import java.util.List;

/**
 * What a holder would like to claim.
 *
 * @param handlers names that it serves
 * @param most tasks at most; 0: none
 * @param holder the node or remote worker, as shown in the lease
 * @param leaseSeconds length of the lease, null: as the handler's settings have it
 * @param tenant whose tasks it wants; null for everybody's
 */
public record Wish(
    List<String> handlers, int most, String holder, Integer leaseSeconds, String tenant) {

  /** Nothing is wished. */
  public static final Wish NONE = new Wish(List.of(), 0, "", null, null);

  /** For tasks of everybody. */
  public Wish(List<String> handlers, int most, String holder, Integer leaseSeconds) {
    this(handlers, most, holder, leaseSeconds, null);
  }

  boolean isNone() {
    return handlers.isEmpty() || most <= 0;
  }
}
