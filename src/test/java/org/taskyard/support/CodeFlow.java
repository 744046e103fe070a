package org.taskyard.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.Base64URL;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.taskyard.json.Json;

/**
 * The code flow with PKCE of {@link TestIssuer} (RFC 6749 section 4.1, RFC 7636): a browser that is
 * sent to /authorize gets a page with two links: one back with a code, which /token takes once, and
 * one back with a refusal. A program is sent back with a code at once.
 */
final class CodeFlow {

  private static final String PAGE =
      """
      <!doctype html><title>Issuer</title><link rel="icon" href="data:,">
      <h1>The issuer</h1><a href="%s">Go on</a> <a href="%s">Refuse</a>
      """;

  private final TestIssuer issuer;
  private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();
  private volatile String user = "user-1";
  private volatile String[] roles = {};
  private volatile String authorization;

  CodeFlow(TestIssuer issuer) {
    this.issuer = issuer;
  }

  void signsIn(String next, String... with) {
    user = next;
    roles = with;
  }

  void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = fields(exchange.getRequestURI().getRawQuery());
    if (!query.getOrDefault("response_type", "").equals("code")
        || !query.getOrDefault("code_challenge_method", "").equals("S256")
        || !query.getOrDefault("scope", "").contains("openid")
        || !query.containsKey("client_id")
        || !query.containsKey("redirect_uri")) {
      TestIssuer.answer(exchange, 400, "{\"error\": \"invalid_request\"}");
      return;
    }
    String code = UUID.randomUUID().toString();
    asked.put(code, query);
    String back = query.get("redirect_uri");
    String good = place(back, "code", code, "state", query.get("state"));
    String accept = exchange.getRequestHeaders().getFirst("Accept");
    if (accept == null || !accept.contains("text/html")) {
      redirect(exchange, good);
      return;
    }
    String bad = place(back, "error", "access_denied", "state", query.get("state"));
    TestIssuer.answer(exchange, 200, "text/html", PAGE.formatted(good, bad));
  }

  /** The header by which a client has shown who it is, last time; null if it has none. */
  String authorization() {
    return authorization;
  }

  void exchange(HttpExchange exchange) throws IOException {
    authorization = exchange.getRequestHeaders().getFirst("Authorization");
    Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Map<String, String> query = asked.remove(form.getOrDefault("code", ""));
    if (query == null
        || !form.getOrDefault("grant_type", "").equals("authorization_code")
        || !query.get("client_id").equals(form.get("client_id"))
        || !query.get("redirect_uri").equals(form.get("redirect_uri"))
        || !query.get("code_challenge").equals(challenge(form.getOrDefault("code_verifier", "")))) {
      TestIssuer.answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
      return;
    }
    TestToken access =
        issuer
            .token()
            .with("sub", user)
            .with("azp", query.get("client_id"))
            .roles(TestIssuer.AUDIENCE, roles);
    TestToken id =
        issuer
            .token()
            .with("sub", user)
            .with("aud", query.get("client_id"))
            .with("typ", "ID")
            .with("nonce", query.get("nonce"));
    TestIssuer.answer(
        exchange,
        200,
        Json.write(
            Map.of(
                "access_token",
                access.compact(),
                "id_token",
                id.compact(),
                "token_type",
                "Bearer",
                "expires_in",
                300)));
  }

  void logout(HttpExchange exchange) throws IOException {
    Map<String, String> query = fields(exchange.getRequestURI().getRawQuery());
    String back = query.get("post_logout_redirect_uri");
    if (back == null) {
      TestIssuer.answer(exchange, 200, "{}");
    } else {
      redirect(exchange, place(back, "state", query.get("state")));
    }
  }

  private static void redirect(HttpExchange exchange, String place) throws IOException {
    exchange.getResponseHeaders().set("Location", place);
    exchange.sendResponseHeaders(302, -1);
  }

  private static String place(String to, String... fields) {
    StringBuilder place = new StringBuilder(to);
    for (int i = 0; i < fields.length; i += 2) {
      if (fields[i + 1] != null) {
        place.append(place.indexOf("?") < 0 ? '?' : '&');
        place.append(fields[i]).append('=').append(URLEncoder.encode(fields[i + 1], UTF_8));
      }
    }
    return place.toString();
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8));
      return Base64URL.encode(digest).toString();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String field : text == null ? new String[0] : text.split("&")) {
      String[] parts = field.split("=", 2);
      fields.put(
          URLDecoder.decode(parts[0], UTF_8),
          parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
    }
    return fields;
  }
}
