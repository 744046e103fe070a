package org.taskyard.execution.lease;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many tasks a claim leases where they are large: what does not fit is given back, but until
 * then nobody else gets it. Learned from the claims before, for the same handlers.
 */
final class ClaimSize {

  private static final int KEPT = 1_000;

  private static final Map<List<String>, Integer> MOST =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<List<String>, Integer> eldest) {
              return size() > KEPT;
            }
          });

  private ClaimSize() {}

  static int of(Wish wish) {
    return Math.min(wish.most(), MOST.getOrDefault(wish.handlers(), wish.most()));
  }

  /** Takes in that so many were leased, and so many of them did fit. */
  static void learn(Wish wish, int leased, int fit) {
    if (fit < leased) {
      MOST.put(wish.handlers(), fit + fit / 4 + 1);
    } else if (leased == MOST.getOrDefault(wish.handlers(), 0)) {
      MOST.put(wish.handlers(), leased < wish.most() ? leased * 2 : Integer.MAX_VALUE);
    }
  }
}
