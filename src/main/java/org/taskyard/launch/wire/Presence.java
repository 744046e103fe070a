package org.taskyard.launch.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * Whether the caller of a request still holds its connection. The engine reads nothing while a
 * request is under way, so it does not notice; here whoever asks reads. What the caller has sent
 * early, its next request, is kept, and goes to the engine before anything that follows.
 */
final class Presence implements BooleanSupplier {

  /** Behind that many early bytes the end of the connection is no longer looked for. */
  private static final int MOST_EARLY = 1024;

  private final NIOConnection connection;
  private ByteArrayOutputStream early;
  private boolean gone;
  private boolean answered;

  Presence(NIOConnection connection) {
    this.connection = connection;
  }

  /** True if the caller has closed or reset the connection. False once it has the answer. */
  @Override
  public synchronized boolean getAsBoolean() {
    if (!answered && !gone) {
      gone = !connection.isOpen() || isAtEnd();
    }
    return gone && !answered;
  }

  private boolean isAtEnd() {
    ByteBuffer bytes = ByteBuffer.allocate(128);
    try {
      while (early == null || early.size() < MOST_EARLY) {
        int read = ((SocketChannel) connection.getChannel()).read(bytes.clear());
        if (read <= 0) {
          return read < 0;
        }
        if (early == null) {
          early = new ByteArrayOutputStream(read);
        }
        early.write(bytes.array(), 0, read);
      }
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /**
   * From now on the engine reads. It may say so more than once.
   *
   * @return what the caller has sent early, the first time; null if nothing
   */
  synchronized byte[] answered() {
    answered = true;
    byte[] next = early == null ? null : early.toByteArray();
    early = null;
    return next;
  }
}
