package org.taskyard.launch.wire;

import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ICloseType;

/** A turn of a connection, given back once: when it is no longer needed, or the connection ends. */
final class HeldTurn implements CloseListener<Closeable, ICloseType> {

  private final AtomicBoolean held = new AtomicBoolean(true);
  private final Connection<?> connection;
  private final Runnable giveBack;

  private HeldTurn(Connection<?> connection, Runnable giveBack) {
    this.connection = connection;
    this.giveBack = giveBack;
  }

  /** A connection that has ended already gives it back at once. */
  static HeldTurn of(Connection<?> connection, Runnable giveBack) {
    HeldTurn turn = new HeldTurn(connection, giveBack);
    connection.addCloseListener(turn);
    return turn;
  }

  /** May be called more than once. */
  void end() {
    if (held.compareAndSet(true, false)) {
      connection.removeCloseListener(this);
      giveBack.run();
    }
  }

  @Override
  public void onClosed(Closeable closed, ICloseType how) {
    end();
  }
}
