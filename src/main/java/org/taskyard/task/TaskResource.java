package org.taskyard.task;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.access.Door;
import org.taskyard.access.Owner;
import org.taskyard.access.Principal;
import org.taskyard.http.Caller;
import org.taskyard.http.Flag;
import org.taskyard.http.PathId;
import org.taskyard.http.conditional.Etag;
import org.taskyard.http.conditional.IfMatch;
import org.taskyard.http.conditional.Preconditions;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.secrecy.Sight;
import org.taskyard.task.waiting.WaitPreference;
import org.taskyard.task.waiting.WaitingCallers;

/**
 * The operations on one task (docs/api.md). The id comes in the path, or as the query parameter
 * {@code id}: clients of the reference's family do that.
 */
@ApplicationScoped
@Path("task")
@Produces(MediaType.APPLICATION_JSON)
public class TaskResource {

  @EJB private ViewTask viewTask;
  @EJB private ChangeTask changeTask;
  @EJB private DeleteTask deleteTask;
  @Inject private WaitingCallers waitingCallers;
  @Inject private CurrentPrincipal principal;
  @Inject private Door door;
  @Inject private Secrecy secrecy;

  /** The task, live or historized; with {@code Prefer: wait=n} as it is when it has ended. */
  @GET
  @Path("view{id: (/[^/]*)?}")
  public CompletionStage<Response> view(
      @PathParam("id") String path,
      @QueryParam("id") String query,
      @HeaderParam("Prefer") List<String> prefer,
      @Context Request request,
      @Context HttpServletRequest call) {
    UUID id = id(path, query);
    Principal caller = principal.get();
    Owner owner = caller.owner();
    WaitPreference preference = WaitPreference.of(prefer);
    if (preference.waits()) {
      // for the end of another user's task nobody waits, as for none
      viewTask.view(id, owner);
    }
    return waitingCallers.await(
        id,
        preference,
        Caller.of(call),
        () -> {
          door.recheck(caller);
          return viewed(viewTask.view(id, owner).shown(secrecy, Sight.of(caller)), request);
        });
  }

  private static Response viewed(TaskView task, Request request) {
    byte[] json = Json.bytes(task);
    return Preconditions.json(request, EntityTag.valueOf(Etag.of(json)), json);
  }

  /** Changes what the body names: 200 with the task. */
  @PUT
  @Path("update{id: (/[^/]*)?}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response update(
      @PathParam("id") String path,
      @QueryParam("id") String query,
      @HeaderParam("If-Match") String ifMatch,
      JsonNode body) {
    UUID id = id(path, query);
    Faults faults = new Faults();
    TaskInput change = TaskInput.ofChange(body, id, faults, principal.owner());
    if (faults.any()) {
      viewTask.view(id, principal.owner());
      faults.refuse();
    }
    return ok(changeTask.change(id, change, IfMatch.of(ifMatch), sight()));
  }

  /** Deletes, or historizes, the task: 204. */
  @DELETE
  @Path("delete{id: (/[^/]*)?}")
  public Response delete(
      @PathParam("id") String path,
      @QueryParam("id") String query,
      @QueryParam("force") String force,
      @QueryParam("historicize") String historicize) {
    UUID id = id(path, query);
    boolean insist = Flag.of("force", force);
    if (Flag.of("historicize", historicize)) {
      deleteTask.historize(id, principal.owner());
    } else {
      deleteTask.delete(id, insist, principal.owner());
    }
    return Response.noContent().build();
  }

  /** Cancels: 200 with the task, 202 if it runs and was asked to stop. */
  @POST
  @Path("cancel{id: (/[^/]*)?}")
  public Response cancel(@PathParam("id") String path, @QueryParam("id") String query) {
    TaskView task = changeTask.cancel(id(path, query), principal.owner());
    return answer(TaskStatus.RUNNING.text().equals(task.status()) ? 202 : 200, task).build();
  }

  /** Runs a failed or cancelled task again: 200 with the task. */
  @POST
  @Path("retry{id: (/[^/]*)?}")
  public Response retry(@PathParam("id") String path, @QueryParam("id") String query) {
    return ok(changeTask.retry(id(path, query), principal.owner()));
  }

  private Response ok(TaskView task) {
    return answer(200, task).build();
  }

  private Response.ResponseBuilder answer(int status, TaskView task) {
    byte[] json = Json.bytes(task.shown(secrecy, sight()));
    return Response.status(status).entity(json).header("ETag", Etag.of(json));
  }

  private Sight sight() {
    return Sight.of(principal.get());
  }

  /** The id of a task; text that is no UUID identifies nothing. */
  private static UUID id(String path, String query) {
    return PathId.of(path, query, TaskErrors.TaskNotFound::new);
  }
}
