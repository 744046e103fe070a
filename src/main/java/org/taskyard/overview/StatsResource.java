package org.taskyard.overview;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.access.Owner;

/** Counts of tasks by status and handler (docs/api.md). */
@ApplicationScoped
@Path("task/stats")
@Produces(MediaType.APPLICATION_JSON)
public class StatsResource {

  @EJB private SumUpTasks sumUpTasks;
  @EJB private SumUpOwnTasks sumUpOwnTasks;
  @Inject private CurrentPrincipal principal;

  /** The numbers of this moment, of all tasks that the caller sees: 200. */
  @GET
  public TaskStats stats() {
    Owner owner = principal.owner();
    return owner.isOneUser() ? sumUpOwnTasks.sumUp(owner) : sumUpTasks.sumUp(owner);
  }
}
