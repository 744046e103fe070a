package org.taskyard.handlers.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A site on loopback that is called by tests, and what it was asked. */
final class LocalSite implements AutoCloseable {

  /** A call as it came; names of headers without regard to case. */
  record Asked(String method, String uri, Map<String, List<String>> headers, String body) {
    String header(String name) {
      List<String> values = headers.get(name);
      return values == null ? null : values.get(0);
    }
  }

  /** How the site answers. */
  interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Answering answering = exchange -> answer(exchange, 200, "");

  LocalSite() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(exchange.getRequestHeaders());
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    try (exchange) {
      answering.answer(exchange);
    }
  }

  /** From now on it answers so. */
  void answers(Answering how) {
    answering = how;
  }

  /** From now on it answers so; headers follow as name, value. */
  void answers(int status, String body, String... headers) {
    answers(exchange -> answer(exchange, status, body, headers));
  }

  static void answer(HttpExchange exchange, int status, String body, String... headers)
      throws IOException {
    for (int i = 0; i < headers.length; i += 2) {
      exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  List<Asked> asked() {
    return asked;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Its address by another name: who calls it must look that up. */
  String url(String host, String path) {
    return "http://" + host + ":" + port() + path;
  }

  String url(String path) {
    return url("127.0.0.1", path);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
