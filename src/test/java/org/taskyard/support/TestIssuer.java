package org.taskyard.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.taskyard.json.Json;

/**
 * An issuer of tokens on loopback (OpenID Connect): discovery, keys, and the code flow of {@link
 * CodeFlow}. Its keys can be rotated, it can be away, and it counts how often it was asked.
 */
public final class TestIssuer implements AutoCloseable {

  /** What its tokens are meant for, unless they say otherwise. */
  public static final String AUDIENCE = "taskyard";

  private static final AtomicInteger KEYS = new AtomicInteger();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Supplier<Instant> clock;
  private final CodeFlow codeFlow = new CodeFlow(this);
  private final List<JWK> published = new CopyOnWriteArrayList<>();
  private final AtomicInteger discoveries = new AtomicInteger();
  private final AtomicInteger keyFetches = new AtomicInteger();
  private volatile RSAKey rsa;
  private volatile ECKey ec;
  private volatile boolean away;
  private volatile String keySet;
  private final Map<String, Object> document = new LinkedHashMap<>();

  public TestIssuer() {
    this(Instant::now);
  }

  /**
   * @param clock its time
   */
  public TestIssuer(Supplier<Instant> clock) {
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    rotate();
    document.put("issuer", url());
    document.put("jwks_uri", url() + "/keys");
    document.put("authorization_endpoint", url() + "/authorize");
    document.put("token_endpoint", url() + "/token");
    document.put("end_session_endpoint", url() + "/logout");
    page("/.well-known/openid-configuration", this::describe);
    page("/keys", this::publish);
    page("/authorize", codeFlow::authorize);
    page("/token", codeFlow::exchange);
    page("/logout", codeFlow::logout);
    server.setExecutor(threads);
    server.start();
  }

  /** What TASKYARD_JWT_ISSUER has to be. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/test";
  }

  /** Whom the next sign-in is of, and the roles. */
  public void signsIn(String user, String... roles) {
    codeFlow.signsIn(user, roles);
  }

  /** The header {@code Authorization} with the last code; null if there was none. */
  public String clientAuthorization() {
    return codeFlow.authorization();
  }

  /** A good access token, that can be changed before it is signed; it holds for five minutes. */
  public TestToken token() {
    return new TestToken(rsa, "RS256")
        .header("typ", "JWT")
        .with("iss", url())
        .with("sub", "user-1")
        .with("aud", AUDIENCE)
        .with("iat", clock.get())
        .with("exp", clock.get().plusSeconds(300));
  }

  /** The key that signs by RS256 and its like. */
  public RSAKey rsa() {
    return rsa;
  }

  /** The key that signs by ES256. */
  public ECKey ec() {
    return ec;
  }

  /** A key that it never publishes. */
  public static RSAKey strangeKey() {
    try {
      return new RSAKeyGenerator(2048).keyID("strange-" + KEYS.incrementAndGet()).generate();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** From now on it signs with new keys, and publishes those of before, too. */
  public void rotate() {
    int number = KEYS.incrementAndGet();
    try {
      rsa = new RSAKeyGenerator(2048).keyID("rsa-" + number).keyUse(KeyUse.SIGNATURE).generate();
      ec = new ECKeyGenerator(Curve.P_256).keyID("ec-" + number).generate();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
    published.add(rsa);
    published.add(ec);
  }

  /** No longer publishes the keys of before. */
  public void withdrawOldKeys() {
    published.removeIf(key -> key != rsa && key != ec);
  }

  /** From now on it publishes this instead of its keys; null: its keys. */
  public void publishes(String text) {
    keySet = text;
  }

  /** Its public keys, each as JSON. */
  public List<String> publicKeys() {
    return published.stream().map(key -> key.toPublicJWK().toJSONString()).toList();
  }

  /** Changes a member of the discovery document; null takes it away. */
  public void describes(String member, Object value) {
    synchronized (document) {
      document.put(member, value);
      document.values().removeIf(java.util.Objects::isNull);
    }
  }

  /** Whether it answers nothing but 503. */
  public void isAway(boolean now) {
    away = now;
  }

  /** How often its discovery document was asked for, also while it was away. */
  public int discoveries() {
    return discoveries.get();
  }

  /** How often its keys were asked for, also while it was away. */
  public int keyFetches() {
    return keyFetches.get();
  }

  private void page(String path, HttpHandler answer) {
    server.createContext(
        "/realms/test" + path,
        exchange -> {
          try (exchange) {
            answer.handle(exchange);
          }
        });
  }

  private void describe(HttpExchange exchange) throws IOException {
    discoveries.incrementAndGet();
    synchronized (document) {
      answer(exchange, away ? 503 : 200, Json.write(document));
    }
  }

  private void publish(HttpExchange exchange) throws IOException {
    keyFetches.incrementAndGet();
    answer(
        exchange,
        away ? 503 : 200,
        keySet == null ? new JWKSet(published).toPublicJWKSet().toString() : keySet);
  }

  static void answer(HttpExchange exchange, int status, String json) throws IOException {
    answer(exchange, status, "application/json", json);
  }

  static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
