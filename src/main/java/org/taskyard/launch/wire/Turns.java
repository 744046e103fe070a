package org.taskyard.launch.wire;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/** A bounded number of turns. Who finds none free stands in line, without a thread. */
final class Turns {

  private final Queue<BooleanSupplier> line = new ArrayDeque<>();
  private int free;

  Turns(int all) {
    free = all;
  }

  /** Takes a turn if one is free now. */
  synchronized boolean take() {
    if (free == 0) {
      return false;
    }
    free--;
    return true;
  }

  /**
   * Takes a turn as soon as one is free.
   *
   * @param user called with it, maybe at once, else by the thread that gives one back; false if it
   *     has no use for it any more
   */
  void take(BooleanSupplier user) {
    synchronized (this) {
      if (free == 0) {
        line.add(user);
        return;
      }
      free--;
    }
    if (!user.getAsBoolean()) {
      giveBack();
    }
  }

  /** Gives a turn to the next in line, or back. */
  void giveBack() {
    BooleanSupplier next = next();
    while (next != null && !next.getAsBoolean()) {
      next = next();
    }
  }

  private synchronized BooleanSupplier next() {
    BooleanSupplier next = line.poll();
    if (next == null) {
      free++;
    }
    return next;
  }
}
