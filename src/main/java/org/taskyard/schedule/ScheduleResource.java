package org.taskyard.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
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
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.access.Principal;
import org.taskyard.http.ContextRoot;
import org.taskyard.http.PathId;
import org.taskyard.http.body.LongArray;
import org.taskyard.http.conditional.Etag;
import org.taskyard.http.conditional.IfMatch;
import org.taskyard.http.conditional.Preconditions;
import org.taskyard.json.Json;
import org.taskyard.listing.Page;
import org.taskyard.listing.PageInQuery;
import org.taskyard.refusal.Faults;
import org.taskyard.repeat.IdempotencyKey;
import org.taskyard.repeat.SubmitOnce;
import org.taskyard.repeat.SubmitOnce.Answer;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.secrecy.Sight;
import org.taskyard.task.TaskView;

/**
 * Recurring tasks over HTTP (docs/schedules.md). The id comes in the path, or as the query
 * parameter {@code id}.
 */
@ApplicationScoped
@Path("schedule")
@Produces(MediaType.APPLICATION_JSON)
public class ScheduleResource {

  /** Schedules that are read at once, each up to half a megabyte. */
  private static final int PIECE = 10;

  @EJB private EditSchedules editSchedules;
  @EJB private ViewSchedules viewSchedules;
  @EJB private TriggerSchedule triggerSchedule;
  @EJB private PreviewRuns previewRuns;
  @EJB private SubmitOnce submitOnce;
  @Inject private CurrentPrincipal principal;
  @Inject private Secrecy secrecy;

  /** Creates a schedule: 201 with the schedule. */
  @POST
  @Path("create")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(JsonNode body, @HeaderParam("Idempotency-Key") String key) {
    Faults faults = new Faults();
    ScheduleInput input = ScheduleInput.ofNew(body, faults, principal.creator());
    input.task().refuseMasks(secrecy, input.task().handler(), "", faults);
    faults.refuse();
    return once("schedule/create", key, Json.sameness(body), () -> created(input));
  }

  private Answer created(ScheduleInput input) {
    ScheduleView made = editSchedules.create(input);
    return new Answer(201, ScheduleView.path(made.scheduleId()), Json.write(made));
  }

  /** The schedule. */
  @GET
  @Path("view{id: (/[^/]*)?}")
  public Response view(
      @PathParam("id") String path, @QueryParam("id") String query, @Context Request request) {
    ScheduleView schedule = viewSchedules.one(id(path, query), principal.owner());
    byte[] json = Json.bytes(schedule.shown(secrecy, sight()));
    return Preconditions.json(request, EntityTag.valueOf(Etag.of(json)), json);
  }

  /** A page of schedules: 200 with a bare array. */
  @POST
  @Path("index")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response index(JsonNode body, @Context UriInfo uri) throws IOException {
    JsonNode search = PageInQuery.put(body, uri.getQueryParameters());
    Page<UUID> page = viewSchedules.page(search, principal.owner(), sight());
    return page.answer("/v2/schedule/index", LongArray.of(pieces(page.rows(), principal.get())));
  }

  private LongArray.Pieces pieces(List<UUID> ids, Principal caller) {
    int[] done = {0};
    return array -> {
      List<UUID> next = ids.subList(done[0], Math.min(done[0] + PIECE, ids.size()));
      array.writeAll(
          viewSchedules.some(next, caller.owner()).stream()
              .map(one -> one.shown(secrecy, Sight.of(caller)))
              .toList());
      done[0] += next.size();
      return done[0] < ids.size();
    };
  }

  /** Changes what the body names: 200 with the schedule. */
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
    ScheduleInput change = ScheduleInput.ofChange(body, id, faults, principal.owner());
    if (faults.any()) {
      viewSchedules.one(id, principal.owner());
      faults.refuse();
    }
    ScheduleView changed = editSchedules.change(id, change, IfMatch.of(ifMatch), sight());
    byte[] json = Json.bytes(changed.shown(secrecy, sight()));
    return Response.ok(json).header("ETag", Etag.of(json)).build();
  }

  /** Deletes the schedule: 204. */
  @DELETE
  @Path("delete{id: (/[^/]*)?}")
  public Response delete(@PathParam("id") String path, @QueryParam("id") String query) {
    editSchedules.delete(id(path, query), principal.owner());
    return Response.noContent().build();
  }

  /** Makes one task at once: 201 with the task. */
  @POST
  @Path("trigger{id: (/[^/]*)?}")
  public Response trigger(
      @PathParam("id") String path,
      @QueryParam("id") String query,
      @HeaderParam("Idempotency-Key") String key) {
    UUID id = id(path, query);
    return once("schedule/trigger/" + id, key, new byte[0], () -> triggered(id));
  }

  private Answer triggered(UUID id) {
    TaskView made = triggerSchedule.trigger(id, principal.owner());
    return new Answer(201, "/v2/task/view/" + made.taskId(), Json.write(made));
  }

  /** The next ten due times of a schedule, stored or not: 200. */
  @POST
  @Path("preview")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response preview(JsonNode body) {
    return Response.ok(Json.bytes(previewRuns.preview(body, principal.owner()))).build();
  }

  private Response once(String scope, String key, byte[] body, Supplier<Answer> create) {
    Answer answer =
        key == null
            ? create.get()
            : submitOnce.once(principal.get().repeats(scope), IdempotencyKey.of(key), body, create);
    byte[] json = secrecy.shown(answer.body(), sight()).getBytes(StandardCharsets.UTF_8);
    return Response.status(answer.status())
        .entity(json)
        .header("Location", ContextRoot.path(answer.location()))
        .header("ETag", Etag.of(json))
        .build();
  }

  private Sight sight() {
    return Sight.of(principal.get());
  }

  /** The id of a schedule; text that is no UUID identifies nothing. */
  private static UUID id(String path, String query) {
    return PathId.of(path, query, ScheduleErrors.ScheduleNotFound::new);
  }
}
