package org.taskyard.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.taskyard.json.Json;

/** Reads a stream of events from the bare socket, as slowly or as rudely as a test likes. */
final class Watcher implements AutoCloseable {

  /** An event that was dispatched; its name is {@code message} if it has none. */
  record Event(String name, String id, JsonNode data) {
    String status() {
      return data.path("status").textValue();
    }

    String task() {
      return data.path("task_id").textValue();
    }
  }

  private static final int PATIENCE_MILLIS = 40_000;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final int status;
  private final List<String> greeting;
  private long chunkLeft;
  private String lastId;

  /** Connects, and waits until the stream has begun or was refused. */
  static Watcher of(URI server, String query) {
    return of(server, query, null, "127.0.0.1");
  }

  /**
   * @param lastEventId null for none
   * @param from the caller's address
   */
  static Watcher of(URI server, String query, String lastEventId, String from) {
    try {
      return new Watcher(server, query, lastEventId, from);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private Watcher(URI server, String query, String lastEventId, String from) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setReceiveBufferSize(8 * 1024);
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    String request =
        "GET /v2/task/events?"
            + query
            + " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nAccept: text/event-stream\r\n"
            + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n")
            + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    in = new BufferedInputStream(socket.getInputStream());
    status = Integer.parseInt(line().split(" ")[1]);
    while (!line().isEmpty()) {
      // headers
    }
    greeting = status == 200 ? block() : List.of();
  }

  /** The first block, which says where the stream begins. */
  List<String> greeting() {
    return greeting;
  }

  int status() {
    return status;
  }

  /** As a browser keeps it: the id of the last block, also of one without data. */
  String lastId() {
    return lastId;
  }

  /** The next event. */
  Event next() {
    List<String> block;
    do {
      block = block();
    } while (block.stream().noneMatch(line -> line.startsWith("data: ")));
    return event(block);
  }

  /** The next events. */
  List<Event> next(int count) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(next());
    }
    return events;
  }

  /** The lines of the next block; takes over its id. */
  List<String> block() {
    List<String> lines = new ArrayList<>();
    for (String line = streamed(); !line.isEmpty(); line = streamed()) {
      lines.add(line);
      if (line.startsWith("id: ")) {
        lastId = line.substring(4);
      }
    }
    return lines;
  }

  /** Reads to the end of the stream. */
  List<String> rest() {
    List<String> lines = new ArrayList<>();
    try {
      while (true) {
        lines.addAll(block());
      }
    } catch (UncheckedIOException end) {
      return lines;
    }
  }

  private Event event(List<String> block) {
    String name = "message";
    String data = "";
    for (String line : block) {
      name = line.startsWith("event: ") ? line.substring(7) : name;
      data = line.startsWith("data: ") ? line.substring(6) : data;
    }
    try {
      return new Event(name, lastId, Json.read(data));
    } catch (JsonProcessingException fault) {
      throw new AssertionError(data, fault);
    }
  }

  /** A line of the body. */
  private String streamed() {
    try {
      StringBuilder text = new StringBuilder();
      for (int next = inChunk(); next != '\n'; next = inChunk()) {
        text.append((char) next);
      }
      return text.toString();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private int inChunk() throws IOException {
    if (chunkLeft == 0) {
      String size = line();
      chunkLeft = Long.parseLong(size.isEmpty() ? line() : size, 16);
      if (chunkLeft == 0) {
        throw new EOFException("the stream has ended");
      }
    }
    chunkLeft--;
    return read();
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = read(); next != '\n'; next = read()) {
      if (next != '\r') {
        text.append((char) next);
      }
    }
    return text.toString();
  }

  private int read() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException("the connection was closed");
    }
    return next;
  }

  /** Goes without a word. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
