package org.taskyard.task.create;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.access.Door;
import org.taskyard.access.Principal;
import org.taskyard.http.Caller;
import org.taskyard.http.ContextRoot;
import org.taskyard.http.conditional.Etag;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.repeat.IdempotencyKey;
import org.taskyard.repeat.SubmitOnce;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.secrecy.Sight;
import org.taskyard.task.TaskErrors;
import org.taskyard.task.TaskInput;
import org.taskyard.task.TaskView;
import org.taskyard.task.ViewTask;
import org.taskyard.task.waiting.WaitPreference;
import org.taskyard.task.waiting.WaitingCallers;
import org.taskyard.trace.Traces;

/** Creates a task (docs/api.md). */
@ApplicationScoped
@Path("task")
@Produces(MediaType.APPLICATION_JSON)
public class CreateTaskResource {

  private static final String VIEW = "/v2/task/view/";

  @EJB private SubmitTasks submitTasks;
  @Inject private SubmitTogether submitTogether;
  @EJB private SubmitOnce submitOnce;
  @EJB private ViewTask viewTask;
  @Inject private WaitingCallers waitingCallers;
  @Inject private Traces traces;
  @Inject private CurrentPrincipal principal;
  @Inject private Door door;
  @Inject private Secrecy secrecy;

  /** Creates a task: 201 with the task; with {@code Prefer: wait=n} as it is when it has ended. */
  @POST
  @Path("create")
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> create(
      JsonNode body,
      @HeaderParam("Idempotency-Key") String key,
      @HeaderParam("Prefer") List<String> prefer,
      @HeaderParam("traceparent") String trace,
      @Context HttpServletRequest call) {
    Faults faults = new Faults();
    TaskInput input = TaskInput.ofNew(body, "", faults, principal.creator());
    input.refuseMasks(secrecy, input.handler(), "", faults);
    faults.refuse();
    Made made = key == null ? made(input, trace) : madeOnce(input, trace, key, body);
    WaitPreference preference = WaitPreference.of(prefer);
    if (preference.seconds() == null) {
      return CompletableFuture.completedFuture(created(made));
    }
    Principal caller = principal.get();
    return waitingCallers.await(
        made.id(),
        preference,
        Caller.of(call),
        () -> {
          door.recheck(caller);
          return created(asOfNow(made, caller));
        });
  }

  /** A task that was created, as it was then. */
  private record Made(UUID id, byte[] json) {}

  private static Response created(Made made) {
    return Response.status(201)
        .entity(made.json())
        .header("ETag", Etag.of(made.json()))
        .header("Location", ContextRoot.path(VIEW + made.id()))
        .build();
  }

  private Made made(TaskInput input, String trace) {
    TaskView made = traced(input, trace, submitTogether::submit);
    return new Made(made.taskId(), Json.bytes(made.shown(secrecy, Sight.of(principal.get()))));
  }

  private TaskView traced(TaskInput input, String trace, Function<TaskInput, TaskView> submit) {
    return traces.create(
        input.handler(),
        1,
        trace,
        span -> {
          TaskView made = submit.apply(input.within(span.traceparent()));
          span.task(made.taskId());
          return made;
        });
  }

  private Made madeOnce(TaskInput input, String trace, String key, JsonNode body) {
    SubmitOnce.Answer answer =
        submitOnce.once(
            principal.get().repeats("task/create"),
            IdempotencyKey.of(key),
            Json.sameness(body),
            () -> {
              TaskView made = traced(input, trace, submitTasks::one);
              return new SubmitOnce.Answer(201, VIEW + made.taskId(), Json.write(made));
            });
    return new Made(
        UUID.fromString(answer.location().substring(VIEW.length())),
        secrecy.shown(answer.body(), Sight.of(principal.get())).getBytes(StandardCharsets.UTF_8));
  }

  /** For a create that has waited; as it was made, if the task is gone by now. */
  private Made asOfNow(Made made, Principal caller) {
    try {
      TaskView now = viewTask.view(made.id(), caller.owner());
      return new Made(made.id(), Json.bytes(now.shown(secrecy, Sight.of(caller))));
    } catch (TaskErrors.TaskNotFound deleted) {
      return made;
    }
  }
}
