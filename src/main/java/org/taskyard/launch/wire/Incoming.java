package org.taskyard.launch.wire;

import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;

/** How fast a connection's request comes in, from its first byte to its last. */
final class Incoming {

  private static final Attribute<Incoming> OF =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(
          "org.taskyard.incoming", () -> new Incoming());

  private final Pace pace = new Pace();
  private boolean underWay;
  private long since;

  static Incoming of(Connection<?> connection) {
    return OF.get(connection);
  }

  /**
   * A thread begins to wait for bytes.
   *
   * @return nanoseconds that it may
   */
  synchronized long awaited(long now) {
    since = now;
    return pace.left();
  }

  /**
   * Bytes have come.
   *
   * @return false if they came too slowly
   */
  synchronized boolean came(long now, long bytes) {
    if (!underWay) {
      underWay = true;
      since = now;
      pace.restart();
    }
    boolean keeps = pace.keeps(now - since, bytes);
    since = now;
    return keeps;
  }

  /** From now on it is read by a thread. */
  synchronized void handedOver() {
    pace.restart();
  }

  /** All of it is here. */
  synchronized void complete() {
    underWay = false;
  }
}
