package org.taskyard.http;

import java.util.UUID;
import java.util.function.Supplier;
import org.taskyard.json.JsonFields;

/** The id of what a call is about: in the path, or as the query parameter {@code id}. */
public final class PathId {

  private PathId() {}

  /**
   * Reads it; text that is no UUID identifies nothing.
   *
   * @param path the rest of the path with its slash, empty or null if there is none
   * @param query the query parameter, null if it is absent
   * @param unknown what to throw then
   */
  public static UUID of(String path, String query, Supplier<? extends RuntimeException> unknown) {
    String text = path == null || path.length() < 2 ? query : path.substring(1);
    UUID id = JsonFields.uuidOrNull(text);
    if (id == null) {
      throw unknown.get();
    }
    return id;
  }
}
