package org.taskyard.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Headers that every answer carries: no sniffing, no framing, no script but our own, HTTPS from now
 * on for whoever came by it; the id of the request, and when it was answered. Mapped in web.xml, in
 * front of everything.
 */
public class SecurityHeaders implements Filter {

  private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  /**
   * The console makes pages of what callers have sent: nothing becomes a script, and only its
   * template library may make elements of text.
   */
  private static final String CONSOLE_POLICY =
      PAGE_POLICY + "; require-trusted-types-for 'script'; trusted-types lit-html";

  /** What pages of ours never ask for. */
  private static final String NO_DEVICES =
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
          + " magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

  private static final String ONLY_HTTPS = "Strict-Transport-Security";

  private static final String NO_CACHE = "no-cache";
  private static final String A_YEAR = "max-age=31536000; includeSubDomains";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    set(answer, http.getRequestURI());
    answer.setHeader(RequestId.HEADER, RequestId.of(http));
    if (cameByHttps(http)) {
      answer.setHeader(ONLY_HTTPS, A_YEAR);
    }
    chain.doFilter(request, response);
  }

  /**
   * Also to a proxy. Whoever makes that up is told something about itself only, and browsers do not
   * listen without TLS.
   */
  private static boolean cameByHttps(HttpServletRequest request) {
    return request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
  }

  /** Empties an answer, but for these headers. */
  public static void reset(HttpServletResponse response, String path) {
    String onlyHttps = response.getHeader(ONLY_HTTPS);
    response.reset();
    set(response, path);
    if (!isApi(path)) {
      // a library that is missing today may be there tomorrow
      response.setHeader("Cache-Control", NO_CACHE);
    }
    if (onlyHttps != null) {
      response.setHeader(ONLY_HTTPS, onlyHttps);
    }
  }

  private static void set(HttpServletResponse response, String path) {
    boolean api = isApi(path);
    // RFC 9110 wants it, Payara leaves it out; the console shows "3 min ago" by it
    response.setDateHeader("Date", System.currentTimeMillis());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", api ? API_POLICY : policy(path));
    // for browsers that do not know the policy's frame-ancestors
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (api) {
      // tasks belong to their caller: no shared cache may keep them, and a kept one is asked for
      // again by its ETag
      response.setHeader("Cache-Control", "private, no-cache");
    } else {
      response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
      response.setHeader("Permissions-Policy", NO_DEVICES);
      // the address of a library names its version; all else is asked for again by its ETag
      boolean library = path.startsWith(ContextRoot.path("/webjars/"));
      response.setHeader("Cache-Control", library ? "public, max-age=31536000" : NO_CACHE);
    }
  }

  private static boolean isApi(String path) {
    return path.startsWith(ContextRoot.path("/v2/"));
  }

  private static String policy(String path) {
    boolean console =
        path.equals(ContextRoot.path("/")) || path.equals(ContextRoot.path("/index.html"));
    return console ? CONSOLE_POLICY : PAGE_POLICY;
  }
}
