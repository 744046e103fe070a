package org.taskyard.listing;

import jakarta.ws.rs.core.Response;
import org.taskyard.http.ContextRoot;

/**
 * The headers that say where a page is among the others. A link (RFC 8288) is followed with the
 * same body.
 *
 * @param path of the search within the application
 * @param next cursor of the next page, null if this is the last one
 * @param total null if it is not known
 */
public record PageHeaders(String path, PageRequest<?> request, String next, Total total) {

  /** Adds them to an answer. */
  public Response.ResponseBuilder of(Response.ResponseBuilder answer) {
    answer.header("X-Pagination-Per-Page", request.perPage());
    if (total != null) {
      answer.header("X-Pagination-Total-Count", total.value());
      if (total.estimated()) {
        answer.header("X-Pagination-Total-Estimated", true);
      }
    }
    if (next != null) {
      answer.header("X-Pagination-Next-Cursor", next);
    }
    if (request.after() != null) {
      return next == null ? answer : answer.header("Link", link("cursor=" + next, "next"));
    }
    answer.header("X-Pagination-Current-Page", request.page());
    if (total != null) {
      answer.header("X-Pagination-Page-Count", pages());
    }
    return answer.header("Link", links());
  }

  private long pages() {
    return (total.value() + request.perPage() - 1) / request.perPage();
  }

  /** The links from a page by number, as far as they are known. */
  public String links() {
    StringBuilder links = new StringBuilder(numbered(request.page(), "self"));
    links.append(", ").append(numbered(1, "first"));
    if (request.page() > 1) {
      links.append(", ").append(numbered(request.page() - 1L, "prev"));
    }
    if (next != null) {
      links.append(", ").append(numbered(request.page() + 1L, "next"));
    }
    if (total != null && total.value() > 0) {
      links.append(", ").append(numbered(pages(), "last"));
    }
    return links.toString();
  }

  private String numbered(long page, String relation) {
    return link("page=" + page, relation);
  }

  private String link(String place, String relation) {
    return "<%s?%s&per-page=%s>; rel=\"%s\""
        .formatted(ContextRoot.path(path), place, request.perPage(), relation);
  }
}
