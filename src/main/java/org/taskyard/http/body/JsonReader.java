package org.taskyard.http.body;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Set;
import org.taskyard.json.Json;
import org.taskyard.json.JsonFaults;

/**
 * Reads a request body into a {@link JsonNode} by the strict rules of {@link Json}. A body that is
 * empty or blank becomes {@link com.fasterxml.jackson.databind.node.MissingNode}.
 *
 * <p>Which media types an operation takes is said by its {@code @Consumes}; this reader also serves
 * a request that names none.
 */
@Provider
@Consumes(MediaType.WILDCARD)
public class JsonReader implements MessageBodyReader<JsonNode> {

  private static final Set<String> NAMES = Set.of("utf-8", "utf8", "us-ascii");

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return JsonNode.class.isAssignableFrom(type);
  }

  /**
   * A body is read as it is.
   *
   * @param encoding the header Content-Encoding, or null
   */
  public static void refuseEncoded(String encoding) {
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new NotSupportedException();
    }
  }

  /**
   * Looks at what a request says of its encoding.
   *
   * @param type may be null
   * @throws NotSupportedException if it names another one
   */
  public static void expectUtf8(MediaType type) {
    String charset = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
    if (charset != null && !NAMES.contains(charset.toLowerCase(Locale.ROOT))) {
      throw new NotSupportedException();
    }
  }

  @Override
  public JsonNode readFrom(
      Class<JsonNode> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body) {
    refuseEncoded(headers.getFirst(HttpHeaders.CONTENT_ENCODING));
    expectUtf8(mediaType);
    try {
      return Json.document(body);
    } catch (IOException unreadable) {
      throw JsonFaults.unreadable(unreadable);
    }
  }
}
