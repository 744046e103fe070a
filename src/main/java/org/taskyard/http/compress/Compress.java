package org.taskyard.http.compress;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;

/**
 * Answers by gzip whoever asks for it, where that is worth it: text from 1 KiB on. Never a part of
 * a file, whose bytes are counted without it, nor events, which must not wait for one another.
 *
 * <p>What is compressed is another representation, so its strong entity tag is another one (RFC
 * 9110 section 8.8.3.3), by a suffix. Where a caller names a tag in a condition it is taken off
 * again: the content is the same, and conditions hold whatever way it went. Not in {@code
 * If-Range}, which is about bytes.
 */
@Provider
@PreMatching
@Priority(Priorities.ENTITY_CODER)
public class Compress
    implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {

  /** What is shorter gains nothing. */
  static final int LEAST = 1024;

  private static final Pattern JSON = Pattern.compile("(?i)(.+\\+)?json|x-ndjson|jsonl");
  private static final String SUFFIX = ".gzip\"";

  /** And what access.Cors says, which JAX-RS replaces. */
  private static final String VARIES = "Accept-Encoding, Origin";

  private static final String ASKED = Compress.class.getName() + ".asked";
  private static final String HELD = Compress.class.getName() + ".held";

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(HELD, request.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    withoutSuffix(request.getHeaders(), HttpHeaders.IF_MATCH);
    withoutSuffix(request.getHeaders(), HttpHeaders.IF_NONE_MATCH);
  }

  private static void withoutSuffix(MultivaluedMap<String, String> headers, String name) {
    if (headers.containsKey(name)) {
      headers.get(name).replaceAll(tags -> tags.replace(SUFFIX, "\""));
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    if (response.getStatus() == 304) {
      headers.add(HttpHeaders.VARY, VARIES);
      nameWhatIsHeld(headers, request.getProperty(HELD));
    } else if (isText(response.getMediaType())) {
      headers.add(HttpHeaders.VARY, VARIES);
      // without an entity it is HEAD of a file, which tells the bytes that ranges count
      if (response.hasEntity()
          && !headers.containsKey(HttpHeaders.CONTENT_ENCODING)
          && !request.getHeaders().containsKey("Range")
          && AcceptEncoding.asksForGzip(request.getHeaderString(HttpHeaders.ACCEPT_ENCODING))) {
        request.setProperty(ASKED, true);
      }
    }
  }

  /** The caller has it compressed: that is what is still good. */
  private static void nameWhatIsHeld(MultivaluedMap<String, Object> headers, Object held) {
    Object tag = headers.getFirst(HttpHeaders.ETAG);
    if (tag != null && held != null && held.toString().contains(suffixed(tag))) {
      headers.putSingle(HttpHeaders.ETAG, suffixed(tag));
    }
  }

  /** JSON, its like, and text; but not a stream of events. */
  private static boolean isText(MediaType type) {
    if (type == null) {
      return false;
    }
    String subtype = type.getSubtype();
    return type.getType().equalsIgnoreCase("text")
        ? !subtype.equalsIgnoreCase("event-stream")
        : type.getType().equalsIgnoreCase("application") && JSON.matcher(subtype).matches();
  }

  /** Sets what is different of a compressed answer; its length is not known. */
  static void announce(MultivaluedMap<String, Object> headers) {
    headers.putSingle(HttpHeaders.CONTENT_ENCODING, "gzip");
    headers.remove(HttpHeaders.CONTENT_LENGTH);
    Object tag = headers.getFirst(HttpHeaders.ETAG);
    if (tag != null) {
      headers.putSingle(HttpHeaders.ETAG, suffixed(tag));
    }
  }

  private static String suffixed(Object tag) {
    String text =
        tag instanceof jakarta.ws.rs.core.EntityTag entity
            ? '"' + entity.getValue() + '"'
            : tag.toString();
    return text.substring(0, text.length() - 1) + SUFFIX;
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
    if (answer.getProperty(ASKED) == null) {
      answer.proceed();
      return;
    }
    OutputStream out = answer.getOutputStream();
    GzipIfLong packed = new GzipIfLong(out, answer.getHeaders());
    answer.setOutputStream(packed);
    try {
      answer.proceed();
      packed.finish();
    } finally {
      packed.release();
    }
  }
}
