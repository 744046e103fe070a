package org.taskyard.search.failures;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.access.Principal;
import org.taskyard.secrecy.Sight;

/** The door to groups of failures (docs/api.md). */
@ApplicationScoped
@Path("task/errors")
@Produces(MediaType.APPLICATION_JSON)
public class FailuresResource {

  @EJB private GroupFailures groupFailures;
  @Inject private CurrentPrincipal principal;

  /** The groups of the failed tasks that match, largest first: 200. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public FailureGroups errors(JsonNode body) {
    Principal caller = principal.get();
    return groupFailures.group(body, caller.owner(), Sight.of(caller));
  }
}
