package org.taskyard.attempt;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.json.JsonFields;
import org.taskyard.secrecy.Sight;
import org.taskyard.task.TaskErrors;

/** The door to the attempts of a task (docs/api.md). */
@ApplicationScoped
@Path("task/attempts{id: (/[^/]*)?}")
@Produces(MediaType.APPLICATION_JSON)
public class AttemptResource {

  @EJB private ListAttempts listAttempts;
  @Inject private CurrentPrincipal principal;

  /** The latest attempts of a task, live or historized, oldest first: 200 with an array. */
  @GET
  public List<AttemptView> list(@PathParam("id") String path, @QueryParam("id") String query) {
    UUID id = JsonFields.uuidOrNull(path.length() < 2 ? query : path.substring(1));
    if (id == null) {
      throw new TaskErrors.TaskNotFound();
    }
    return listAttempts.list(id, principal.owner(), Sight.of(principal.get()));
  }
}
