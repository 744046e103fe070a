package org.taskyard.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.taskyard.json.Json;

/**
 * Speaks to a server as any client would. Bodies are JSON: a {@code String} is sent as it is,
 * anything else is written by {@link Json}, and null sends no body. Headers follow as name, value,
 * name, value.
 *
 * <p>Whatever goes over the wire here is compared with the OpenAPI document ({@link Contract}): a
 * test fails also by what it did not ask about.
 */
public final class Api {

  /** An answer, read whole. */
  public record Answer(int status, java.net.http.HttpHeaders headers, byte[] body) {

    public String text() {
      return new String(content(), StandardCharsets.UTF_8);
    }

    /** The body, unpacked if it is compressed. */
    public byte[] content() {
      if (!"gzip".equals(header("Content-Encoding")) || body.length == 0) {
        return body;
      }
      try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(body))) {
        return packed.readAllBytes();
      } catch (IOException broken) {
        throw new AssertionError("not packed by gzip", broken);
      }
    }

    /** The body as JSON; fails the test if it is none. */
    public JsonNode json() {
      try {
        return Json.document(text());
      } catch (JsonProcessingException notJson) {
        throw new AssertionError("not JSON (" + status + "): " + text(), notJson);
      }
    }

    /** A header's first value, or null. */
    public String header(String name) {
      return headers.firstValue(name).orElse(null);
    }

    @Override
    public String toString() {
      return status + " " + text();
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** The service at an address, which may end in a context root, but in no slash. */
  public Api(URI base) {
    this.base = base;
  }

  public URI base() {
    return base;
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Answer post(String path, Object body, String... headers) {
    return send("POST", path, body, headers);
  }

  public Answer put(String path, Object body, String... headers) {
    return send("PUT", path, body, headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  /**
   * Any method with a JSON body or none; a {@code Content-Type} among the headers takes the place
   * of JSON's.
   */
  public Answer send(String method, String path, Object body, String... headers) {
    String text = body == null || body instanceof String ? (String) body : Json.write(body);
    BodyPublisher publisher =
        text == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text);
    return send(method, path, publisher, text != null && !names(headers, "Content-Type"), headers);
  }

  /** Bytes of any type, such as a file. */
  public Answer sendBytes(String method, String path, BodyPublisher body, String... headers) {
    return send(method, path, body, false, headers);
  }

  private Answer send(
      String method, String path, BodyPublisher body, boolean json, String... headers) {
    RecordedBody recorded = new RecordedBody(body);
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base + path)).method(method, recorded).timeout(PATIENCE);
    if (json) {
      builder.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      builder.headers(headers);
    }
    HttpRequest request = builder.build();
    Answer answer = answer(request);
    Contract.check(
        new Exchange(
            method,
            base.resolve(path), // the contract knows no context root
            request.headers().map(),
            recorded.bytes(),
            answer.status(),
            answer.headers().map(),
            answer.content()));
    return answer;
  }

  private Answer answer(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException fault) {
      throw new AssertionError(request + ": " + fault, fault);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static boolean names(String[] headers, String name) {
    for (int i = 0; i < headers.length; i += 2) {
      if (headers[i].equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}
