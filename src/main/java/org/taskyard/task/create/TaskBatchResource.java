package org.taskyard.task.create;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.http.Flag;
import org.taskyard.http.body.JsonReader;
import org.taskyard.json.Json;
import org.taskyard.repeat.IdempotencyKey;
import org.taskyard.repeat.SubmitOnce;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.trace.Traces;

/** Creates many tasks in one request (docs/api.md). */
@ApplicationScoped
@Path("task/create-batch")
@Produces(MediaType.APPLICATION_JSON)
public class TaskBatchResource {

  @EJB private SubmitBatch submitBatch;
  @EJB private SubmitOnce submitOnce;
  @Inject private Traces traces;
  @Inject private CurrentPrincipal principal;
  @Inject private Secrecy secrecy;

  /**
   * All or nothing: 201; with {@code partial=true} what can be created is, 207 with a result per
   * item.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      InputStream body,
      @Context HttpHeaders headers,
      @QueryParam("partial") String partial,
      @HeaderParam("Idempotency-Key") String key) {
    check(headers);
    return submit(
        TaskBatch.ofArray(body, principal.creator(), secrecy),
        Flag.of("partial", partial),
        key,
        headers);
  }

  /** The same with one task per line. */
  @POST
  @Consumes({"application/x-ndjson", "application/jsonl"})
  public Response createLines(
      InputStream body,
      @Context HttpHeaders headers,
      @QueryParam("partial") String partial,
      @HeaderParam("Idempotency-Key") String key) {
    check(headers);
    return submit(
        TaskBatch.ofLines(body, principal.creator(), secrecy),
        Flag.of("partial", partial),
        key,
        headers);
  }

  /** The body is read as it comes, past {@link JsonReader}. */
  private static void check(HttpHeaders headers) {
    JsonReader.refuseEncoded(headers.getHeaderString(HttpHeaders.CONTENT_ENCODING));
    JsonReader.expectUtf8(headers.getMediaType());
  }

  private Response submit(TaskBatch batch, boolean partial, String key, HttpHeaders headers) {
    String trace = headers.getHeaderString("traceparent");
    SubmitOnce.Answer answer =
        key == null
            ? created(batch, partial, trace)
            : submitOnce.once(
                principal.get().repeats("task/create-batch?partial=" + partial),
                IdempotencyKey.of(key),
                batch.digest(),
                () -> created(batch, partial, trace));
    return Response.status(answer.status())
        .entity(answer.body().getBytes(StandardCharsets.UTF_8))
        .build();
  }

  private SubmitOnce.Answer created(TaskBatch batch, boolean partial, String trace) {
    SubmitBatch.Outcome outcome =
        traces.create(
            batch.handler(),
            batch.items().size(),
            trace,
            span -> {
              TaskBatch traced = batch.within(span.traceparent());
              return partial ? submitBatch.whatFits(traced) : submitBatch.allOrNothing(traced);
            });
    return new SubmitOnce.Answer(partial ? 207 : 201, null, Json.write(outcome));
  }
}
