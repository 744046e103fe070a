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
import java.util.Map;
import java.util.Optional;
import org.taskyard.database.pool.SeenTenant;
import org.taskyard.http.ContextRoot;
import org.taskyard.http.problem.Problem;
import org.taskyard.http.problem.ProblemMapper;
import org.taskyard.http.problem.ProblemServlet;
import org.taskyard.refusal.ServiceException;

/**
 * The door: finds what a path needs, who sends the request, and whether it may. What the {@link
 * Matrix} does not name is not served. No mechanism of the server's is used: each has holes, and
 * they differ (docs/adr/0025-access-by-a-filter-of-our-own.md). Mapped in web.xml.
 */
public class AccessFilter implements Filter {

  /** A longer body that nobody reads makes the connection useless. */
  private static final long READ_ANYWAY = 64 * 1024;

  @Inject private Door door;
  @Inject private CurrentPrincipal current;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    String path = ContextRoot.within(http);
    Map<String, Route> methods = door.at(path);
    String method = http.getMethod().equals("HEAD") ? "GET" : http.getMethod();
    Route route = methods.get(method);
    boolean api = path.startsWith("/v2/");
    if (methods.isEmpty() || leadsToApi(http) && !api) {
      ProblemServlet.write(answer, Problem.ofStatus(404, http.getRequestURI()), connection(http));
      return;
    }
    if (route == null && api) {
      refuseMethod(http, answer, methods);
      return;
    }
    Principal principal = null;
    try {
      if (route != null) {
        principal = door.let(http, route).orElse(null);
        if (principal != null) {
          current.set(principal);
        }
      }
    } catch (ServiceException refusal) {
      refuse(http, answer, refusal, route);
      return;
    }
    try (SeenTenant.Limit limit = SeenTenant.limit(principal == null ? null : principal.tenant())) {
      chain.doFilter(request, response);
    }
    if (http.getAttribute(ProblemMapper.REFUSAL) instanceof ServiceException refusal
        && refusal.kind() == ServiceException.Kind.FORBIDDEN) {
      door.denied(principal, http, route, refusal);
    }
  }

  /** Where the server leads the request, by the path as it has read it. */
  private static boolean leadsToApi(HttpServletRequest request) {
    return request.getServletPath().equals("/v2");
  }

  /** An API path has methods of its own; other paths are pages, or nothing (PagesAreRead). */
  private static void refuseMethod(
      HttpServletRequest request, HttpServletResponse response, Map<String, Route> methods)
      throws IOException {
    if (request.getMethod().equals("OPTIONS")) {
      response.setHeader("Allow", Matrix.allow(methods));
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } else {
      ProblemServlet.write(
          response,
          Problem.ofStatus(405, request.getRequestURI()),
          Map.of("Allow", Matrix.allow(methods)));
    }
  }

  private static void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      ServiceException refusal,
      Route route)
      throws IOException {
    Map<String, String> headers = new java.util.HashMap<>(connection(request));
    challenge(refusal, route).ifPresent(challenge -> headers.put("WWW-Authenticate", challenge));
    if (refusal.kind() == ServiceException.Kind.TOO_MANY) {
      headers.put("Retry-After", "60");
    }
    ProblemServlet.write(response, Problem.of(refusal, request.getRequestURI()), headers);
  }

  /** By RFC 6750, section 3: no error code where nothing was shown. */
  private static Optional<String> challenge(ServiceException refusal, Route route) {
    String realm = "Bearer realm=\"Taskyard\"";
    if (refusal instanceof Unauthenticated unknown) {
      return Optional.of(
          unknown.reason().equals("missing") ? realm : realm + ", error=\"invalid_token\"");
    }
    if (refusal.kind() == ServiceException.Kind.FORBIDDEN && !route.scopes().isEmpty()) {
      String scopes = String.join(" ", route.scopes().stream().map(Scope::text).sorted().toList());
      return Optional.of(realm + ", error=\"insufficient_scope\", scope=\"" + scopes + "\"");
    }
    return Optional.empty();
  }

  private static Map<String, String> connection(HttpServletRequest request) {
    boolean unread =
        request.getContentLengthLong() > READ_ANYWAY
            || request.getHeader("Transfer-Encoding") != null;
    return unread ? Map.of("Connection", "close") : Map.of();
  }
}
