package org.taskyard.access.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.taskyard.json.Json;
import org.taskyard.ticks.EachSecond;

/**
 * Asks the issuer: no redirect is followed, nothing is repeated, and an answer is bounded in size
 * and time, however slowly it trickles in. Uses the proxy and the trusted certificates that the JVM
 * is set up with.
 */
@ApplicationScoped
public class IssuerCalls implements EachSecond {

  static final int MOST_BYTES = 512 * 1024;

  private static final Timeout CONNECT = Timeout.ofSeconds(2);
  private static final Timeout SILENCE = Timeout.ofSeconds(3);
  private static final long ALL_NANOS = TimeUnit.SECONDS.toNanos(5);

  /**
   * What the issuer answers.
   *
   * @param status 200 or another
   * @param body missing if it is no JSON
   */
  public record Answer(int status, JsonNode body) {}

  private record UnderWay(HttpUriRequestBase request, long began) {}

  private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();
  private final LongSupplier nanos;
  private CloseableHttpClient client;

  public IssuerCalls() {
    this(System::nanoTime);
  }

  IssuerCalls(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Not in the constructor: the container calls that for a proxy, too. */
  @PostConstruct
  void open() {
    client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom().setConnectTimeout(CONNECT).build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(SILENCE)
                    .setResponseTimeout(SILENCE)
                    .build())
            .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
            // one call in minutes: a connection kept would be closed by then
            .setConnectionReuseStrategy((request, response, context) -> false)
            .setUserAgent("Taskyard")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  /**
   * Reads a document.
   *
   * @throws IOException with a sentence if there is none
   */
  JsonNode read(URI address) throws IOException {
    Answer answer = answer(new HttpGet(address), address);
    if (answer.status() != 200 || !answer.body().isObject()) {
      throw new IOException(
          address
              + " answers "
              + answer.status()
              + (answer.status() == 200 ? " with what is no JSON object" : ""));
    }
    return answer.body();
  }

  /**
   * Sends a form, such as a code that is to be exchanged for tokens (RFC 6749 section 4.1.3).
   *
   * @param authorization the header of that name; null for none
   * @throws IOException with a sentence if there is no answer
   */
  public Answer send(URI address, Map<String, String> form, String authorization)
      throws IOException {
    List<NameValuePair> fields =
        form.entrySet().stream()
            .<NameValuePair>map(field -> new BasicNameValuePair(field.getKey(), field.getValue()))
            .toList();
    HttpPost request = new HttpPost(address);
    request.setEntity(new UrlEncodedFormEntity(fields, StandardCharsets.UTF_8));
    if (authorization != null) {
      request.setHeader("Authorization", authorization);
    }
    return answer(request, address);
  }

  /**
   * Breaks off the calls that take too long: a socket that gets a byte a second never times out.
   */
  @Override
  public void tick() {
    long now = nanos.getAsLong();
    for (UnderWay call : underWay) {
      if (now - call.began() > ALL_NANOS) {
        call.request().cancel();
      }
    }
  }

  @PreDestroy
  void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  private Answer answer(HttpUriRequestBase request, URI address) throws IOException {
    request.setHeader("Accept", "application/json");
    UnderWay call = new UnderWay(request, nanos.getAsLong());
    underWay.add(call);
    try {
      ClassicHttpResponse response = client.executeOpen(HttpHost.create(address), request, null);
      return new Answer(response.getCode(), json(bytes(response)));
    } catch (IOException | RuntimeException failed) {
      throw new IOException(address + " does not answer: " + failed.getMessage(), failed);
    } finally {
      underWay.remove(call);
      // closing would read to the end, which may never come
      request.cancel();
    }
  }

  private static byte[] bytes(ClassicHttpResponse response) throws IOException {
    if (response.getEntity() == null) {
      return new byte[0];
    }
    byte[] bytes = response.getEntity().getContent().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException("what it sends is longer than " + MOST_BYTES + " bytes");
    }
    return bytes;
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return Json.document(new ByteArrayInputStream(bytes));
    } catch (IOException noJson) {
      return MissingNode.getInstance();
    }
  }
}
