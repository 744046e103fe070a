package org.taskyard.http.problem;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.taskyard.http.ContextRoot;
import org.taskyard.json.Json;
import org.taskyard.refusal.ServiceException;

/**
 * An error as it leaves the service (RFC 9457).
 *
 * @param slug names the page that explains it, {@code /docs/problems/<slug>}
 * @param title the same for all problems of this slug
 * @param status the HTTP status
 * @param detail what is wrong with this request, without repeating its values
 * @param instance path of the request
 * @param extensions further members
 */
public record Problem(
    String slug,
    String title,
    int status,
    String detail,
    String instance,
    Map<String, Object> extensions) {

  /** The media type of every error body. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The extension that leaves as the header {@code Location} and not in the body. */
  static final String LOCATION = "location";

  /** Where the pages about problems are served. */
  public static final String DOCS = "/docs/problems/";

  /** A problem for a bare status, as JAX-RS or the container raise it. */
  public static Problem ofStatus(int status, String instance) {
    StatusText text = StatusText.of(status);
    return new Problem(text.slug(), text.title(), status, text.detail(), instance, Map.of());
  }

  /** The problem of a refusal, with the status that its kind has in HTTP. */
  public static Problem of(ServiceException refusal, String instance) {
    int status =
        switch (refusal.kind()) {
          case UNREADABLE -> 400;
          case UNAUTHENTICATED -> 401;
          case FORBIDDEN -> 403;
          case NOT_FOUND -> 404;
          case CONFLICT -> 409;
          case STALE -> 412;
          case TOO_LARGE -> 413;
          case INVALID -> 422;
          case TOO_MANY -> 429;
          case BUSY -> 503;
        };
    return new Problem(
        refusal.slug(),
        refusal.title(),
        status,
        refusal.getMessage(),
        instance,
        refusal.extensions());
  }

  /** A failure of ours: the id is in the log, and nothing else is told. */
  public static Problem internal(String id, String instance) {
    return new Problem(
        "internal",
        "Internal error",
        500,
        "The server failed; its log tells more under this id.",
        instance,
        Map.of("id", id));
  }

  /** The JSON object; extensions after the standard members. */
  public ObjectNode body() {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("type", ContextRoot.path(DOCS + slug))
        .put("title", title)
        .put("status", status)
        .put("detail", detail)
        .put("instance", instance);
    extensions.forEach(
        (member, value) -> {
          if (!member.equals(LOCATION)) {
            body.set(member, Json.MAPPER.valueToTree(value));
          }
        });
    return body;
  }
}
