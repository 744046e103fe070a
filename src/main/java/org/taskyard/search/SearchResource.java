package org.taskyard.search;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.access.Principal;
import org.taskyard.http.body.LongArray;
import org.taskyard.listing.PageHeaders;
import org.taskyard.listing.PageInQuery;
import org.taskyard.listing.Total;
import org.taskyard.search.request.SearchRequest;
import org.taskyard.search.total.CountTasks;
import org.taskyard.secrecy.Sight;

/**
 * Searches tasks (docs/api.md). {@code page}, {@code per-page} and {@code cursor} may stand in the
 * query as well as in the body, so that the links in the header Link can be followed with the same
 * body.
 */
@ApplicationScoped
@Path("task/index")
@Produces(MediaType.APPLICATION_JSON)
public class SearchResource {

  @EJB private SearchTasks searchTasks;
  @EJB private CountTasks countTasks;
  @Inject private Pages pages;
  @Inject private CurrentPrincipal principal;

  /** A page of tasks: 200 with a bare array; without a body the first of everything live. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response index(JsonNode body, @Context UriInfo uri) throws IOException {
    JsonNode search = PageInQuery.put(body, uri.getQueryParameters());
    Principal caller = principal.get();
    return found(SearchRequest.read(search, caller.owner(), Sight.of(caller)));
  }

  private Response found(SearchRequest request) throws IOException {
    FoundTasks found = searchTasks.search(request);
    Total total =
        Total.of(
            request.page(),
            found.tasks().size(),
            found.next() != null,
            () -> countTasks.count(request));
    Object tasks = found.large().isEmpty() ? pages.whole(found) : LongArray.of(pages.pieces(found));
    return new PageHeaders("/v2/task/index", request.page(), found.next(), total)
        .of(Response.ok(tasks))
        .build();
  }
}
