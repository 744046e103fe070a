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
 * Headers that every answer carries: no sniffing, no framing, no script but our own; and the id of
 * the request. Mapped in web.xml, in front of everything.
 */
public class SecurityHeaders implements Filter {

  private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    set(answer, http.getRequestURI());
    answer.setHeader(RequestId.HEADER, RequestId.of(http));
    chain.doFilter(request, response);
  }

  public static void set(HttpServletResponse response, String path) {
    boolean api = path.startsWith(ContextRoot.path("/v2/"));
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", api ? API_POLICY : PAGE_POLICY);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (api) {
      // tasks belong to their caller: no shared cache may keep them, and a kept one is asked for
      // again by its ETag
      response.setHeader("Cache-Control", "private, no-cache");
    }
  }
}
