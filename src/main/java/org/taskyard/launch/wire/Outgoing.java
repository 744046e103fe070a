package org.taskyard.launch.wire;

import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;

/** How fast a connection's caller takes an answer for which a thread has to wait. */
final class Outgoing {

  private static final Attribute<Outgoing> OF =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(
          "org.taskyard.outgoing", () -> new Outgoing());

  private final Pace pace = new Pace();
  private HeldTurn turn;
  private boolean waiting;
  private long since;

  static Outgoing of(Connection<?> connection) {
    return OF.get(connection);
  }

  /**
   * A thread begins to wait for room.
   *
   * @return nanoseconds that it may
   */
  synchronized long awaited(long now) {
    waiting = true;
    since = now;
    return pace.left();
  }

  /**
   * More is written.
   *
   * @return false if the caller took too long before
   */
  synchronized boolean goes(long now, long bytes) {
    boolean keeps = !waiting || pace.keeps(now - since, bytes);
    waiting = false;
    return keeps;
  }

  /** Whether its thread has a turn to wait in. */
  synchronized boolean hasTurn() {
    return turn != null;
  }

  synchronized void hold(HeldTurn taken) {
    turn = taken;
  }

  /** The answer is written. */
  void complete() {
    HeldTurn held;
    synchronized (this) {
      held = turn;
      turn = null;
      waiting = false;
      pace.restart();
    }
    if (held != null) {
      held.end();
    }
  }
}
