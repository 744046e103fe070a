package org.taskyard.http.problem;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.taskyard.http.ContextRoot;

/**
 * Beside the API there are only things to read. A write to a path with nothing is 404, to a page
 * 405; the server's own servlet answers 403 to both. Mapped in web.xml.
 */
public class PagesAreRead implements Filter {

  private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    String path = ContextRoot.within(http);
    if (path.startsWith("/v2/") || !WRITING.contains(http.getMethod())) {
      chain.doFilter(request, response);
      return;
    }
    boolean there = isThere(http, path);
    ProblemServlet.write(
        (HttpServletResponse) response,
        Problem.ofStatus(there ? 405 : 404, http.getRequestURI()),
        there ? Map.of("Allow", "GET, HEAD, OPTIONS") : Map.of());
  }

  private static boolean isThere(HttpServletRequest request, String path) throws IOException {
    return path.matches("/(openapi|metrics|health)(/.*)?")
        || path.startsWith(Problem.DOCS)
        || request.getServletContext().getResource(path) != null;
  }
}
