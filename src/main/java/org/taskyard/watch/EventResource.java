package org.taskyard.watch;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.taskyard.access.CurrentPrincipal;

/** Changes of status as server-sent events (docs/watching.md). */
@Path("task/events")
public class EventResource {

  @Inject private Broadcast broadcast;
  @Inject private CurrentPrincipal principal;

  /**
   * A stream of events: 200, which ends when the caller goes, after an hour, or when the node
   * stops.
   *
   * @param suspended resumed at the end only: JAX-RS can only write and wait; what takes its place
   *     is the request's own stream, which never waits for a slow caller
   */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void events(
      @Context UriInfo uri,
      @HeaderParam("Last-Event-ID") List<String> header,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse suspended)
      throws IOException {
    EventFilter filter = EventFilter.read(uri.getQueryParameters(), principal.owner());
    List<String> query = uri.getQueryParameters().get(EventFilter.LAST_EVENT_ID);
    broadcast.listen(filter, lastEventId(header, query), principal.get(), request, suspended);
  }

  /**
   * Where the caller wants to read on. An empty id is none, as in the HTML standard.
   *
   * @param header wins over the query
   * @param query null if it has none
   * @return null for what is new only
   */
  static String lastEventId(List<String> header, List<String> query) {
    return Stream.of(header, query == null ? List.<String>of() : query)
        .flatMap(List::stream)
        .map(String::strip)
        .filter(id -> !id.isEmpty())
        .findFirst()
        .orElse(null);
  }
}
