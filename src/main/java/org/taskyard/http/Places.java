package org.taskyard.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** A bounded number of callers who wait on this node. */
public final class Places {

  private final int most;
  private final AtomicInteger taken = new AtomicInteger();

  public Places(int most) {
    this.most = most;
  }

  /**
   * Takes a place, if there is one.
   *
   * @param left counts callers who have left without giving their places back yet; asked only when
   *     all places are taken
   */
  public boolean take(LongSupplier left) {
    if (taken.incrementAndGet() <= most || taken.get() - left.getAsLong() <= most) {
      return true;
    }
    taken.decrementAndGet();
    return false;
  }

  /** Gives a place back. */
  public void give() {
    taken.decrementAndGet();
  }

  /** Whether nobody waits. */
  public boolean free() {
    return taken.get() == 0;
  }

  /** How many there are. */
  public int most() {
    return most;
  }
}
