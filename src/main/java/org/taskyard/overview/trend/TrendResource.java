package org.taskyard.overview.trend;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.taskyard.access.HandlerName;
import org.taskyard.refusal.InvalidInput;

/** Figures over time (docs/api.md). They are of all users and tenants: the matrix says for whom. */
@ApplicationScoped
@Path("task/trend")
@Produces(MediaType.APPLICATION_JSON)
public class TrendResource {

  @EJB private ShowTrend showTrend;

  /**
   * The last hour, day or week: 200.
   *
   * @param span null for the hour
   * @param handler whose figures alone; null for all
   */
  @GET
  public Trend trend(@QueryParam("span") String span, @QueryParam("handler") String handler) {
    if (handler != null && !HandlerName.fits(handler)) {
      throw new InvalidInput("", "the parameter handler is the name of a handler");
    }
    return showTrend.show(Span.of(span), handler);
  }
}
