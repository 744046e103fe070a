package org.taskyard.http.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.taskyard.database.Outage;
import org.taskyard.http.RequestId;
import org.taskyard.http.SecurityHeaders;
import org.taskyard.json.Json;
import org.taskyard.refusal.ServiceException;

/**
 * The error page of the whole web application: what fails outside of JAX-RS is a problem too.
 * Mapped in web.xml.
 */
public class ProblemServlet extends HttpServlet {

  private static final Logger LOG = Logger.getLogger(ProblemServlet.class.getName());

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object forwarded = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = forwarded == null ? request.getRequestURI() : forwarded.toString();
    Throwable thrown = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    Problem problem = problem(request, thrown, path);
    boolean reported = false;
    try {
      write(response, problem, Map.of(RequestId.HEADER, RequestId.of(request)));
      reported = true;
    } finally {
      Object id = problem.extensions().get("id");
      // a caller that broke off in the middle of its body shows as an error without a cause
      if (id != null && (reported || thrown != null)) {
        LOG.log(
            Level.SEVERE, thrown, () -> "Error " + id + " in " + request.getMethod() + " " + path);
      }
    }
  }

  /** Answers with a problem from inside a filter or servlet. */
  static void write(HttpServletResponse response, Problem problem) throws IOException {
    write(response, problem, Map.of());
  }

  /** The same with further headers. */
  public static void write(
      HttpServletResponse response, Problem problem, Map<String, String> headers)
      throws IOException {
    Map<String, String> kept = forOtherSites(response);
    SecurityHeaders.reset(response, problem.instance());
    kept.forEach(response::setHeader);
    headers.forEach(response::setHeader);
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    if (problem.status() == 503) {
      response.setHeader("Retry-After", "5");
    }
    byte[] body = Json.bytes(problem.body());
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** What lets the script of another site read the answer (access.Cors) holds for errors, too. */
  private static Map<String, String> forOtherSites(HttpServletResponse response) {
    return response.getHeaderNames().stream()
        .filter(name -> name.matches("(?i)vary|x-request-id|access-control-.*"))
        .distinct()
        .collect(Collectors.toMap(name -> name, response::getHeader));
  }

  private static Problem problem(HttpServletRequest request, Throwable thrown, String path) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    if (!(status instanceof Integer code)) {
      return Problem.ofStatus(404, path);
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServiceException refusal) {
        return Problem.of(refusal, path);
      }
    }
    if (Outage.explains(thrown)) {
      return Problem.of(Outage.refusal(), path);
    }
    return thrown == null && code != 500
        ? Problem.ofStatus(code, path)
        : Problem.internal(UUID.randomUUID().toString(), path);
  }
}
