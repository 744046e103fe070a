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
import java.util.UUID;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.access.Principal;
import org.taskyard.database.pool.SeenTenant;
import org.taskyard.http.PathId;
import org.taskyard.secrecy.Sight;
import org.taskyard.task.TaskErrors;

/** The door to why a task waits (docs/api.md). */
@ApplicationScoped
@Path("task/explain{id: (/[^/]*)?}")
@Produces(MediaType.APPLICATION_JSON)
public class ExplainResource {

  @EJB private ExplainTask explainTask;
  @Inject private CurrentPrincipal principal;

  /**
   * All the reasons that hold now: 200. Tasks of all tenants are counted that are in the way, and
   * the workers of the task's tenant and of the installation; which task it is about the statement
   * itself holds to the caller's tenant.
   */
  @GET
  public Explanation explain(@PathParam("id") String path, @QueryParam("id") String query) {
    UUID id = PathId.of(path, query, TaskErrors.TaskNotFound::new);
    Principal caller = principal.get();
    return SeenTenant.of(
        SeenTenant.ALL, () -> explainTask.explain(id, caller.owner(), Sight.of(caller)));
  }
}
