package org.taskyard.handlers.http;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.taskyard.settings.AddressRange;
import org.taskyard.settings.Settings;
import org.taskyard.ticks.EachSecond;

/**
 * Calls other services, once and no further: no redirect is followed, nothing is repeated, no
 * cookie kept, no proxy asked; only checked addresses are connected to, and after its time a call
 * is broken off, whatever it is at.
 */
@ApplicationScoped
public class HttpCalls implements EachSecond {

  private static final Timeout CONNECT = Timeout.ofSeconds(10);
  private static final TimeValue IDLE = TimeValue.ofSeconds(20);

  /** As many as a node can have slots: who has a slot must not wait for a connection. */
  private static final int MOST_CONNECTIONS = 1_000;

  private static final int MAX_HEADER_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 200;

  /** A call that waits for something; the socket does not heed an interrupt. */
  private record UnderWay(HttpUriRequestBase request, long deadline, BooleanSupplier stop) {

    boolean isOver(long now) {
      return now - deadline >= 0;
    }
  }

  private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();
  private final PoolingHttpClientConnectionManager connections;
  private final CloseableHttpClient client;

  /** For the container's proxy. */
  protected HttpCalls() {
    connections = null;
    client = null;
  }

  @Inject
  HttpCalls(Settings settings) {
    this(SystemDefaultDnsResolver.INSTANCE, settings.http().allowPrivate());
  }

  /**
   * @param allowed addresses that may be called although they are not public
   */
  HttpCalls(DnsResolver names, List<AddressRange> allowed) {
    connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new CheckedAddresses(names, allowed))
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder()
                    .http1Config(
                        Http1Config.custom()
                            .setMaxLineLength(MAX_HEADER_LINE)
                            .setMaxHeaderCount(MAX_HEADERS)
                            .build())
                    .build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(CONNECT)
                    // looked at before each use: nothing repeats a call that met a closed one
                    .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                    .build())
            .setMaxConnTotal(MOST_CONNECTIONS)
            .setMaxConnPerRoute(MOST_CONNECTIONS)
            .build();
    client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setUserAgent("Taskyard")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  /**
   * Makes the call.
   *
   * @param more headers of this service
   * @param stop tells, from another thread, whether the call is to be broken off
   * @throws CheckedAddresses.Refused if its host has only addresses that must not be called
   * @throws SocketTimeoutException if its time is over
   * @throws IOException if there is no answer, or not all of it
   */
  HttpAnswer call(HttpCall call, Map<String, String> more, BooleanSupplier stop)
      throws IOException {
    HttpUriRequestBase request = request(call, more);
    UnderWay entry = new UnderWay(request, System.nanoTime() + call.timeout().toNanos(), stop);
    underWay.add(entry);
    try {
      return exchange(call, request);
    } catch (IOException broken) {
      if (entry.isOver(System.nanoTime())) {
        SocketTimeoutException late = new SocketTimeoutException("the time of the call is over");
        late.initCause(broken);
        throw late;
      }
      throw broken;
    } finally {
      underWay.remove(entry);
    }
  }

  /** Breaks off the calls whose time is over, or that are to stop. */
  @Override
  public void tick() {
    long now = System.nanoTime();
    for (UnderWay call : underWay) {
      if (call.isOver(now) || call.stop().getAsBoolean()) {
        call.request().cancel();
      }
    }
    connections.closeIdle(IDLE);
  }

  @PreDestroy
  void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  private static HttpUriRequestBase request(HttpCall call, Map<String, String> more) {
    HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.url());
    Timeout all = Timeout.of(call.timeout());
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(all)
            .setResponseTimeout(all)
            .setAuthenticationEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .build());
    call.headers().forEach(request::setHeader);
    more.forEach(request::setHeader);
    if (call.body().length > 0) {
      request.setEntity(new ByteArrayEntity(call.body(), null));
    }
    return request;
  }

  private HttpAnswer exchange(HttpCall call, HttpUriRequestBase request) throws IOException {
    boolean whole = false;
    try {
      ClassicHttpResponse response =
          client.executeOpen(
              new HttpHost(call.url().getScheme(), call.host(), call.port()), request, null);
      HttpAnswer answer = answer(response);
      if (!answer.cut()) {
        response.close();
        whole = true;
      }
      return answer;
    } finally {
      if (!whole) {
        // closing would read to the end, which may never come
        request.cancel();
      }
    }
  }

  private static HttpAnswer answer(ClassicHttpResponse response) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(
          header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
    }
    if (response.getEntity() == null) {
      return new HttpAnswer(response.getCode(), headers, new byte[0], false);
    }
    InputStream content = response.getEntity().getContent();
    byte[] body = content.readNBytes(HttpAnswer.MAX_BYTES);
    return new HttpAnswer(response.getCode(), headers, body, content.read() >= 0);
  }
}
