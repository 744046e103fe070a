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
import java.util.List;
import org.taskyard.http.body.LongArray;
import org.taskyard.listing.PageInQuery;

/**
 * Searches tasks (docs/api.md). {@code page}, {@code per-page} and {@code cursor} may stand in the
 * query as well as in the body, so that the links in the header Link can be followed with the same
 * body.
 */
@ApplicationScoped
@Path("task/index")
@Produces(MediaType.APPLICATION_JSON)
public class SearchResource {

  private static final List<String> IN_QUERY = List.of("page", "per-page", "cursor");

  @EJB private SearchTasks searchTasks;
  @EJB private CountTasks countTasks;
  @Inject private Pages pages;

  /** A page of tasks: 200 with a bare array; without a body the first of everything live. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response index(JsonNode body, @Context UriInfo uri) throws IOException {
    return found(SearchRequest.read(PageInQuery.put(body, uri.getQueryParameters(), IN_QUERY)));
  }

  private Response found(SearchRequest request) throws IOException {
    FoundTasks found = searchTasks.search(request);
    Response.ResponseBuilder response =
        Response.ok(found.large().isEmpty() ? found.tasks() : LongArray.of(pages.pieces(found)));
    response.header("X-Pagination-Per-Page", request.perPage());
    Total total = request.count() ? total(request, found) : null;
    if (total != null) {
      response.header("X-Pagination-Total-Count", total.value());
      if (total.estimated()) {
        response.header("X-Pagination-Total-Estimated", true);
      }
    }
    if (found.next() != null) {
      response.header("X-Pagination-Next-Cursor", found.next());
    }
    PageLinks links = new PageLinks(request, found, total == null ? null : total.value());
    links.headers().forEach(response::header);
    return response.build();
  }

  /** A last page with tasks on it tells the total, so that a search for few need not count them. */
  private Total total(SearchRequest request, FoundTasks found) {
    if (request.cursor() != null) {
      return countTasks.count(request);
    }
    long before = (request.page() - 1L) * request.perPage();
    long seen = before + found.tasks().size();
    if (found.next() == null && (before == 0 || !found.tasks().isEmpty())) {
      return new Total(seen, false);
    }
    Total total = countTasks.count(request);
    // what the planner expects may be less than what is there to see
    return total.estimated() && found.next() != null
        ? new Total(Math.max(total.value(), seen + 1), true)
        : total;
  }
}
