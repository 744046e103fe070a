package org.taskyard.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Sends bytes that no HTTP client would send, and reads what comes back until the connection
 * closes.
 */
public final class RawHttp {

  private static final int MILLIS = 10_000;

  private RawHttp() {}

  /**
   * The whole answer as text, status line first. The request must ask for {@code Connection:
   * close}, or be so wrong that the server closes.
   */
  public static String send(URI server, String request) throws IOException {
    try (Socket socket = open(server, request)) {
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  /** Sends a request and leaves the rest to the test. */
  public static Socket open(URI server, String request) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(MILLIS);
    // little is under way to whoever does not read
    socket.setReceiveBufferSize(8 * 1024);
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }

  /** Closes the connection, or resets it. */
  public static void leave(Socket socket, boolean reset) throws IOException {
    if (reset) {
      socket.setSoLinger(true, 0);
    }
    socket.close();
  }
}
