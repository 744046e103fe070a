package org.taskyard.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.json.Json;
import org.taskyard.settings.AddressRange;

/** How a call is kept within its bounds. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpCallsTest {

  private static final List<AddressRange> LOOPBACK =
      List.of(AddressRange.of("127.0.0.0/8").orElseThrow());

  private final LocalSite site = new LocalSite();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private HttpCalls calls = new HttpCalls(SystemDefaultDnsResolver.INSTANCE, LOOPBACK);

  private static HttpCall get(String url, int timeoutSeconds) throws IOException {
    return HttpCall.read(
        Json.read(
            "{\"method\": \"GET\", \"url\": \""
                + url
                + "\", \"timeout_seconds\": "
                + timeoutSeconds
                + "}"));
  }

  private void look() {
    timer.scheduleWithFixedDelay(calls::tick, 0, 20, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void close() {
    over.countDown();
    timer.shutdownNow();
    calls.close();
    site.close();
  }

  @Test
  void theConnectionGoesToTheAddressThatWasCheckedAndTheNameIsLookedUpOnce() throws Exception {
    AtomicInteger lookedUp = new AtomicInteger();
    DnsResolver rebinding =
        new SystemDefaultDnsResolver() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            // a second look would lead to an address that nobody listens on
            byte last = (byte) (lookedUp.incrementAndGet() == 1 ? 1 : 2);
            return new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, last})};
          }
        };
    calls = new HttpCalls(rebinding, LOOPBACK);
    site.answers(200, "here");
    HttpAnswer answer =
        calls.call(get(site.url("unheard-of.test", "/"), 10), Map.of(), () -> false);
    assertThat(new String(answer.body())).isEqualTo("here");
    assertThat(site.asked().get(0).header("Host")).isEqualTo("unheard-of.test:" + site.port());
    assertThat(lookedUp).hasValue(1);
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    Set<Integer> ports = ConcurrentHashMap.newKeySet();
    site.answers(
        exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          LocalSite.answer(exchange, 200, "here");
        });
    for (int i = 0; i < 3; i++) {
      calls.call(get(site.url("/"), 10), Map.of(), () -> false);
    }
    assertThat(site.asked()).hasSize(3);
    assertThat(ports).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://localhost/"
      })
  void whateverFormAnAddressHasItIsChecked(String url) {
    calls = new HttpCalls(SystemDefaultDnsResolver.INSTANCE, List.of());
    assertThatThrownBy(() -> calls.call(get(url, 5), Map.of(), () -> false))
        .isInstanceOf(CheckedAddresses.Refused.class);
  }

  @Test
  void aBodyWithoutEndIsCut() throws Exception {
    site.answers(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] part = new byte[64 * 1024];
          while (over.getCount() > 0) {
            exchange.getResponseBody().write(part);
          }
        });
    HttpAnswer answer = calls.call(get(site.url("/"), 30), Map.of(), () -> false);
    assertThat(answer.cut()).isTrue();
    assertThat(answer.body()).hasSize(HttpAnswer.MAX_BYTES);
  }

  @Test
  void aHeaderWithoutEndIsNotReadToItsEnd() {
    site.answers(200, "", "X-Long", "x".repeat(100_000));
    assertThatThrownBy(() -> calls.call(get(site.url("/"), 30), Map.of(), () -> false))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whoSaysNothingIsWaitedForNoLongerThanTheCallMayTake() {
    site.answers(exchange -> await());
    long began = System.nanoTime();
    assertThatThrownBy(() -> calls.call(get(site.url("/"), 1), Map.of(), () -> false))
        .isInstanceOf(SocketTimeoutException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void whoSaysALittleAgainAndAgainIsWaitedForNoLongerEither() {
    site.answers(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          do {
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
          } while (!await(100));
        });
    look();
    assertThatThrownBy(() -> calls.call(get(site.url("/"), 1), Map.of(), () -> false))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aCallOfATaskThatStopsIsBrokenOff() {
    site.answers(exchange -> await());
    look();
    long began = System.nanoTime();
    assertThatThrownBy(
            () -> calls.call(get(site.url("/"), 200), Map.of(), () -> !site.asked().isEmpty()))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(SocketTimeoutException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }

  private void await() {
    await(60_000);
  }

  private boolean await(int millis) {
    try {
      return over.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException closed) {
      return true;
    }
  }
}
