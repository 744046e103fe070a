package org.taskyard.http.conditional;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The precondition of a change (RFC 9110 section 13.1.1).
 *
 * @param tags the entity tags of which one must be the current one; empty if the caller has set no
 *     condition
 */
public record IfMatch(List<String> tags) {

  /** Reads the header; null and {@code *} set no condition on what exists. */
  public static IfMatch of(String header) {
    if (header == null || header.trim().equals("*")) {
      return new IfMatch(List.of());
    }
    return new IfMatch(Stream.of(header.split(",")).map(String::trim).toList());
  }

  /**
   * Whether the condition holds; weak tags never match.
   *
   * @param tag gives the entity tag of what is to be changed; asked only if there is a condition
   */
  public boolean holds(Supplier<String> tag) {
    return tags.isEmpty() || tags.contains(tag.get());
  }
}
