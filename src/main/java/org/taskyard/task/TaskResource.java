package org.taskyard.task;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import java.net.URI;
import java.util.UUID;
import org.taskyard.platform.Faults;
import org.taskyard.platform.Flag;
import org.taskyard.platform.Json;
import org.taskyard.platform.JsonFields;

/**
 * The operations on one task (docs/api.md). The id comes in the path, or as the query parameter
 * {@code id}: clients of the reference's family do that.
 */
@ApplicationScoped
@Path("task")
@Produces(MediaType.APPLICATION_JSON)
public class TaskResource {

  private static final String VIEW = "/v2/task/view/";

  @Inject private SubmitTasks submitTasks;
  @Inject private SubmitTogether submitTogether;
  @Inject private SubmitOnce submitOnce;
  @Inject private ViewTask viewTask;
  @Inject private ChangeTask changeTask;
  @Inject private DeleteTask deleteTask;

  /** Creates a task: 201 with the task. */
  @POST
  @Path("create")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(JsonNode body, @HeaderParam("Idempotency-Key") String key) {
    Faults faults = new Faults();
    TaskInput input = TaskInput.ofNew(body, "", faults);
    faults.refuse();
    if (key == null) {
      TaskView made = submitTogether.submit(input);
      return created(VIEW + made.taskId(), Json.bytes(made));
    }
    SubmitOnce.Answer answer =
        submitOnce.once(
            "task/create",
            IdempotencyKey.of(key),
            Json.sameness(body),
            () -> {
              TaskView made = submitTasks.one(input);
              return new SubmitOnce.Answer(201, VIEW + made.taskId(), Json.write(made));
            });
    return created(
        answer.location(), answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** The task, live or historized. */
  @GET
  @Path("view{id: (/[^/]*)?}")
  public Response view(
      @PathParam("id") String path, @QueryParam("id") String query, @Context Request request) {
    byte[] json = Json.bytes(viewTask.view(id(path, query)));
    EntityTag tag = EntityTag.valueOf(TaskView.etag(json));
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return unchanged == null ? Response.ok(json).tag(tag).build() : unchanged.tag(tag).build();
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
    TaskInput change = TaskInput.ofChange(body, id, faults);
    if (faults.any()) {
      viewTask.view(id);
      faults.refuse();
    }
    return ok(changeTask.change(id, change, IfMatch.of(ifMatch)));
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
      deleteTask.historize(id);
    } else {
      deleteTask.delete(id, insist);
    }
    return Response.noContent().build();
  }

  /** Cancels: 200 with the task, 202 if it runs and has been told to stop. */
  @POST
  @Path("cancel{id: (/[^/]*)?}")
  public Response cancel(@PathParam("id") String path, @QueryParam("id") String query) {
    TaskView task = changeTask.cancel(id(path, query));
    return answer(TaskStatus.RUNNING.text().equals(task.status()) ? 202 : 200, Json.bytes(task))
        .build();
  }

  /** Runs a failed or cancelled task again: 200 with the task. */
  @POST
  @Path("retry{id: (/[^/]*)?}")
  public Response retry(@PathParam("id") String path, @QueryParam("id") String query) {
    return ok(changeTask.retry(id(path, query)));
  }

  private static Response created(String location, byte[] json) {
    return answer(201, json).location(URI.create(location)).build();
  }

  private static Response ok(TaskView task) {
    return answer(200, Json.bytes(task)).build();
  }

  private static Response.ResponseBuilder answer(int status, byte[] json) {
    return Response.status(status).entity(json).header("ETag", TaskView.etag(json));
  }

  /** The id of a task; text that is no UUID identifies nothing. */
  private static UUID id(String path, String query) {
    String text = path == null || path.length() < 2 ? query : path.substring(1);
    UUID id = JsonFields.uuidOrNull(text);
    if (id == null) {
      throw new TaskErrors.TaskNotFound();
    }
    return id;
  }
}
