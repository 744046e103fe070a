package org.taskyard.overview;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Counts of tasks by status and handler (docs/api.md). */
@ApplicationScoped
@Path("task/stats")
@Produces(MediaType.APPLICATION_JSON)
public class StatsResource {

  @EJB private SumUpTasks sumUpTasks;

  /** The numbers of this moment: 200. */
  @GET
  public TaskStats stats() {
    return sumUpTasks.sumUp();
  }
}
