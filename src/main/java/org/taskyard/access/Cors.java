package org.taskyard.access;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.taskyard.settings.Settings;

/**
 * Lets scripts of the sites in {@code TASKYARD_CORS_ORIGINS} call, and read what they get (CORS, in
 * the Fetch standard). Of no site unless it is set: then nothing here says anything. A preflight is
 * answered before anybody is asked who it is, as browsers send it without credentials. Mapped in
 * web.xml, in front of {@link AccessFilter}.
 */
public class Cors implements Filter {

  static final String METHODS = "GET, HEAD, POST, PUT, DELETE";

  static final String ALLOWED =
      "Authorization, Content-Type, Content-Disposition, Idempotency-Key, If-Match, If-None-Match,"
          + " If-Range, Last-Event-ID, Prefer, Range, traceparent, tracestate";

  static final String EXPOSED =
      "Accept-Ranges, Content-Disposition, Content-Range, ETag, Link, Location, Preference-Applied,"
          + " RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate,"
          + " X-Pagination-Current-Page, X-Pagination-Next-Cursor, X-Pagination-Page-Count,"
          + " X-Pagination-Per-Page, X-Pagination-Total-Count, X-Pagination-Total-Estimated";

  /** Seconds that a browser need not ask again; none keeps it for longer. */
  private static final String MAX_AGE = "7200";

  @Inject private Settings settings;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    if (!answers(settings.access().corsOrigins(), http, (HttpServletResponse) response)) {
      chain.doFilter(request, response);
    }
  }

  /** Whether the request is a preflight, which is answered with that. */
  static boolean answers(
      List<String> origins, HttpServletRequest request, HttpServletResponse response) {
    if (origins.isEmpty()) {
      return false;
    }
    // also on what another site asks for, or nobody: caches must tell them apart
    response.addHeader("Vary", "Origin");
    String origin = request.getHeader("Origin");
    if (origin == null || !origins.contains(origin)) {
      return false;
    }
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Allow-Credentials", "true");
    boolean preflight =
        request.getMethod().equals("OPTIONS")
            && request.getHeader("Access-Control-Request-Method") != null;
    if (preflight) {
      response.setHeader("Access-Control-Allow-Methods", METHODS);
      response.setHeader("Access-Control-Allow-Headers", ALLOWED);
      response.setHeader("Access-Control-Max-Age", MAX_AGE);
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } else {
      response.setHeader("Access-Control-Expose-Headers", EXPOSED);
    }
    return preflight;
  }
}
