package org.taskyard.listing;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.taskyard.http.ContextRoot;

/**
 * Some of the rows that a search finds.
 *
 * @param page from 1
 * @param total of all pages
 */
public record Page<T>(List<T> rows, int page, int perPage, long total) {

  /** The same page of something else. */
  public <V> Page<V> map(Function<T, V> view) {
    return new Page<>(rows.stream().map(view).toList(), page, perPage, total);
  }

  /**
   * The answer: 200 with a bare array, and where the page stands among the others in headers.
   *
   * @param path of the search; the links of RFC 8288 are followed with the same body
   */
  public Response answer(String path) {
    return answer(path, rows);
  }

  /**
   * The same where the rows are read only as they are written.
   *
   * @param array writes the bare array
   */
  public Response answer(String path, Object array) {
    return Response.ok(array)
        .header("X-Pagination-Current-Page", page)
        .header("X-Pagination-Page-Count", pages())
        .header("X-Pagination-Per-Page", perPage)
        .header("X-Pagination-Total-Count", total)
        .header("Link", links(path))
        .build();
  }

  private long pages() {
    return (total + perPage - 1) / perPage;
  }

  /** The links of RFC 8288 from this page, as far as there are any. */
  public String links(String path) {
    StringBuilder links = new StringBuilder(link(path, page, "self"));
    links.append(", ").append(link(path, 1, "first"));
    if (page > 1) {
      links.append(", ").append(link(path, page - 1L, "prev"));
    }
    if (page < pages()) {
      links.append(", ").append(link(path, page + 1L, "next"));
    }
    if (total > 0) {
      links.append(", ").append(link(path, pages(), "last"));
    }
    return links.toString();
  }

  private String link(String path, long number, String relation) {
    return '<'
        + ContextRoot.path(path)
        + "?page="
        + number
        + "&per-page="
        + perPage
        + ">; rel=\""
        + relation
        + '"';
  }
}
