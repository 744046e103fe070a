package org.taskyard.explain;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.http.PathId;
import org.taskyard.task.TaskErrors;

/** The door to why a task waits (docs/api.md). */
@ApplicationScoped
@Path("task/explain{id: (/[^/]*)?}")
@Produces(MediaType.APPLICATION_JSON)
public class ExplainResource {

  @EJB private ExplainTask explainTask;
  @Inject private CurrentPrincipal principal;

  /** All the reasons that hold now: 200. */
  @GET
  public Explanation explain(@PathParam("id") String path, @QueryParam("id") String query) {
    return explainTask.explain(
        PathId.of(path, query, TaskErrors.TaskNotFound::new), principal.owner());
  }
}
