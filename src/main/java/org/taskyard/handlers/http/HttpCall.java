package org.taskyard.handlers.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.taskyard.json.Json;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;

/**
 * What an HttpHandler is asked to do.
 *
 * @param headers of the caller, names as sent; with Content-Type if there is a body
 * @param body as it goes out, empty for none
 * @param timeout for all of it
 */
record HttpCall(
    String method, URI url, Map<String, String> headers, byte[] body, Duration timeout) {

  private static final Set<String> KNOWN =
      new LinkedHashSet<>(List.of("url", "method", "headers", "body", "timeout_seconds"));
  private static final List<String> METHODS =
      List.of("POST", "GET", "HEAD", "PUT", "PATCH", "DELETE");
  private static final int MAX_URL = 2_000;
  private static final int MAX_HEADERS = 50;
  private static final int MAX_HEADER = 8_000;
  private static final int MAX_TIMEOUT_SECONDS = 240;
  private static final int DEFAULT_TIMEOUT_SECONDS = 30;
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

  /** What frames the message, and what this service says of itself. */
  private static final Pattern OURS =
      Pattern.compile(
          "host|content-length|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect"
              + "|proxy-.*|webhook-.*");

  /**
   * Reads it.
   *
   * @throws org.taskyard.refusal.InvalidInput with every fault
   */
  static HttpCall read(JsonNode request) {
    Faults faults = new Faults();
    JsonFields fields = JsonFields.of(request, "", faults);
    fields.only(KNOWN);
    URI url = url(fields);
    Map<String, String> headers = headers(fields);
    byte[] body = body(fields, headers);
    Integer seconds = fields.integer("timeout_seconds", 1, MAX_TIMEOUT_SECONDS);
    String method = method(fields);
    faults.refuse();
    return new HttpCall(
        method,
        url,
        headers,
        body,
        Duration.ofSeconds(seconds == null ? DEFAULT_TIMEOUT_SECONDS : seconds));
  }

  private static URI url(JsonFields fields) {
    String text = fields.text("url", MAX_URL);
    if (!fields.given("url")) {
      fields.fault("url", "required: the URL that is called");
    }
    if (text == null) {
      return null;
    }
    try {
      URI url = new URI(text);
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      boolean called = (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null;
      if (called && url.getRawUserInfo() == null && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException malformed) {
      // reported below
    }
    fields.fault(
        "url",
        "an absolute URL is expected, http or https, in ASCII, without user, password or fragment");
    return null;
  }

  private static String method(JsonFields fields) {
    String method = fields.given("method") ? fields.node("method").asText() : METHODS.get(0);
    if (!METHODS.contains(method)) {
      fields.fault("method", "one of " + String.join(", ", METHODS) + " is expected");
    }
    return method;
  }

  private static Map<String, String> headers(JsonFields fields) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!fields.given("headers")) {
      return headers;
    }
    JsonNode node = fields.node("headers");
    if (!node.isObject() || node.size() > MAX_HEADERS) {
      fields.fault("headers", "an object of at most " + MAX_HEADERS + " strings is expected");
      return headers;
    }
    node.properties()
        .forEach(
            header -> {
              String name = header.getKey();
              String value = header.getValue().isTextual() ? header.getValue().textValue() : "\n";
              if (!NAME.matcher(name).matches()
                  || value.length() > MAX_HEADER
                  || !VALUE.matcher(value).matches()) {
                fields.fault("headers", "names and values of headers are plain ASCII text");
              } else if (OURS.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
                fields.fault("headers", name + " is set by this service");
              } else {
                headers.put(name, value);
              }
            });
    return headers;
  }

  /** JSON, unless it is a text and the headers say that it is another type. */
  private static byte[] body(JsonFields fields, Map<String, String> headers) {
    if (!fields.has("body")) {
      return new byte[0];
    }
    JsonNode body = fields.node("body");
    String type =
        headers.entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
    if (type == null) {
      headers.put("Content-Type", "application/json");
    }
    boolean asIs = body.isTextual() && type != null && !isJson(type);
    return asIs ? body.textValue().getBytes(StandardCharsets.UTF_8) : Json.bytes(body);
  }

  /** Whether a media type is JSON. */
  static boolean isJson(String type) {
    String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return bare.equals("application/json") || bare.endsWith("+json");
  }

  /** True if the call changes nothing on the other side. */
  boolean isSafe() {
    return method.equals("GET") || method.equals("HEAD");
  }

  boolean hasHeader(String name) {
    return headers.keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  /**
   * The host's name or address as it is looked up: in lower case, without brackets or final dot.
   */
  String host() {
    return url.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
  }

  int port() {
    return url.getPort() >= 0
        ? url.getPort()
        : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  /** Host and port, for messages and as the place that may be down. */
  String place() {
    return host() + ":" + port();
  }
}
