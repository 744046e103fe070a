package org.taskyard.listing;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;

/**
 * Some of the rows that a search finds.
 *
 * @param next cursor of the next page, null if this is the last one
 * @param total of all pages, null if the caller did not want it
 */
public record Page<T>(List<T> rows, PageRequest<?> request, String next, Total total) {

  /** The same page of something else. */
  public <V> Page<V> map(Function<T, V> view) {
    return new Page<>(rows.stream().map(view).toList(), request, next, total);
  }

  /**
   * The answer: 200 with a bare array, and where the page is among the others in headers.
   *
   * @param path of the search within the application
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
    return new PageHeaders(path, request, next, total).of(Response.ok(array)).build();
  }
}
