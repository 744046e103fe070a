package org.taskyard.search;

import java.util.LinkedHashMap;
import java.util.Map;
import org.taskyard.http.ContextRoot;

/**
 * The headers that tell where a page stands among the others (RFC 8288 for Link). A link is
 * followed with the same body.
 *
 * @param total null if it is not known
 */
record PageLinks(SearchRequest request, FoundTasks found, Long total) {

  private static final String INDEX = "/v2/task/index?";

  Map<String, Object> headers() {
    Map<String, Object> headers = new LinkedHashMap<>();
    if (request.cursor() != null) {
      if (found.next() != null) {
        headers.put(
            "Link",
            '<'
                + ContextRoot.path(INDEX)
                + "cursor="
                + found.next()
                + "&per-page="
                + request.perPage()
                + ">; rel=\"next\"");
      }
      return headers;
    }
    headers.put("X-Pagination-Current-Page", request.page());
    if (total != null) {
      headers.put("X-Pagination-Page-Count", pages());
    }
    headers.put("Link", links());
    return headers;
  }

  private long pages() {
    return (total + request.perPage() - 1) / request.perPage();
  }

  private String links() {
    StringBuilder links = new StringBuilder(link(request.page(), "self"));
    links.append(", ").append(link(1, "first"));
    if (request.page() > 1) {
      links.append(", ").append(link(request.page() - 1L, "prev"));
    }
    if (found.next() != null) {
      links.append(", ").append(link(request.page() + 1L, "next"));
    }
    if (total != null && total > 0) {
      links.append(", ").append(link(pages(), "last"));
    }
    return links.toString();
  }

  private String link(long page, String relation) {
    return '<'
        + ContextRoot.path(INDEX)
        + "page="
        + page
        + "&per-page="
        + request.perPage()
        + ">; rel=\""
        + relation
        + '"';
  }
}
