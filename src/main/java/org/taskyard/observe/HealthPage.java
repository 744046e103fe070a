package org.taskyard.observe;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /health}, {@code /health/live} and {@code /health/ready}: 200, or 503. */
@WebServlet({"/health", "/health/live", "/health/ready"})
public class HealthPage extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient Health health;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Health.Report report =
        switch (request.getServletPath()) {
          case "/health/live" -> health.report(Check.Kind.LIVE);
          case "/health/ready" -> health.report(Check.Kind.READY);
          default -> health.report(Check.Kind.values());
        };
    response.setStatus(
        report.isUp() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json");
    response.getWriter().print(report.json());
  }
}
