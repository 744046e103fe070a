package org.taskyard.support;

import java.io.IOException;
import java.io.InputStream;
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
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
