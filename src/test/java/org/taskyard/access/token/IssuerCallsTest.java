package org.taskyard.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an issuer is asked that does not behave. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IssuerCallsTest {

  private final AtomicLong nanos = new AtomicLong();
  private final IssuerCalls calls = new IssuerCalls(nanos::get);
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private volatile HttpHandler answering;

  @BeforeEach
  void open() throws IOException {
    calls.open();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          try (exchange) {
            answering.handle(exchange);
          }
        });
    server.start();
  }

  @AfterEach
  void close() {
    over.countDown();
    timer.shutdownNow();
    calls.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/page");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Test
  void aDocumentIsRead() throws IOException {
    answering = exchange -> answer(exchange, 200, "{\"a\": 1}");
    assertThat(calls.read(address()).path("a").asInt()).isEqualTo(1);
  }

  @Test
  void whatIsNoDocumentIsReported() {
    answering = exchange -> answer(exchange, 200, "<html>");
    assertThatThrownBy(() -> calls.read(address()))
        .isInstanceOf(IOException.class)
        .hasMessage(address() + " answers 200 with what is no JSON object");
    answering = exchange -> answer(exchange, 500, "{}");
    assertThatThrownBy(() -> calls.read(address())).hasMessage(address() + " answers 500");
  }

  @Test
  void aRedirectIsNotFollowed() {
    answering =
        exchange -> {
          exchange.getResponseHeaders().set("Location", address().toString());
          answer(exchange, 302, "");
        };
    assertThatThrownBy(() -> calls.read(address())).hasMessage(address() + " answers 302");
    assertThat(asked).hasValue(1);
  }

  @Test
  void aFormIsSentAndItsRefusalIsAnAnswer() throws IOException {
    answering =
        exchange ->
            answer(
                exchange,
                400,
                "\""
                    + exchange.getRequestHeaders().getFirst("Authorization")
                    + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    + "\"");
    IssuerCalls.Answer answer = calls.send(address(), Map.of("code", "a b&c"), "Basic eDp5");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().asText()).isEqualTo("Basic eDp5 code=a+b%26c");
  }

  @Test
  void aBodyWithoutEndIsCut() {
    answering =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] part = new byte[64 * 1024];
          while (over.getCount() > 0) {
            exchange.getResponseBody().write(part);
          }
        };
    assertThatThrownBy(() -> calls.read(address())).hasMessageContaining("longer than 524288");
  }

  @Test
  void aCallThatWasBrokenOffKeepsNoConnection() throws IOException {
    String tooLong = " ".repeat(IssuerCalls.MOST_BYTES + 100);
    answering = exchange -> answer(exchange, 200, tooLong);
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> calls.read(address())).hasMessageContaining("longer than");
    }
    answering = exchange -> answer(exchange, 200, "{}");
    assertThat(calls.read(address())).isEmpty();
  }

  @Test
  void whoSaysNothingIsNotWaitedForForLong() {
    answering = exchange -> await(60_000);
    assertThatThrownBy(() -> calls.read(address())).hasMessageContaining("does not answer");
  }

  @Test
  void whoSaysALittleAgainAndAgainIsNotWaitedForEither() {
    answering =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          do {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
          } while (!await(50));
        };
    timer.scheduleWithFixedDelay(calls::tick, 0, 20, TimeUnit.MILLISECONDS);
    assertThatThrownBy(() -> calls.read(address())).hasMessageContaining("does not answer");
  }

  @Test
  void whoIsNotThereIsReported() {
    URI nobody = address();
    server.stop(0);
    assertThatThrownBy(() -> calls.read(nobody))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(nobody + " does not answer: ");
  }

  private boolean await(int millis) {
    try {
      return over.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException closed) {
      return true;
    }
  }
}
