package org.taskyard.secrecy;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;

/**
 * What of a handler's tasks only some see, and what of them is stored encrypted.
 *
 * @param masked places that are shown to who has the scope {@code task:unmasked}
 * @param encrypted places that are encrypted when they are written
 */
public record Rules(List<JsonPath> masked, List<JsonPath> encrypted) {

  /** Nothing. */
  public static final Rules NONE = new Rules(List.of(), List.of());

  /** The outer ones first: what is within them is then gone. */
  public Rules {
    masked = sorted(masked);
    encrypted = sorted(encrypted);
  }

  private static List<JsonPath> sorted(List<JsonPath> paths) {
    return paths.stream().sorted(Comparator.comparingInt(path -> path.steps().size())).toList();
  }

  /**
   * Those that were stored. A path that could not be read would mask nothing: it is an error.
   *
   * @param masked JSON array of paths
   * @param encrypted JSON array of paths
   */
  public static Rules ofJson(String masked, String encrypted) {
    return new Rules(paths(PathReader.MASKED, masked), paths(PathReader.ENCRYPTED, encrypted));
  }

  private static List<JsonPath> paths(PathReader reader, String json) {
    Faults faults = new Faults();
    List<JsonPath> paths = reader.read(Json.stored(json), "", faults);
    if (faults.any()) {
      throw new IllegalStateException("paths that are none were stored: " + json);
    }
    return paths;
  }

  /** Paths as they are written. */
  public static List<String> texts(List<JsonPath> paths) {
    return paths.stream().map(JsonPath::toString).toList();
  }

  List<JsonPath> masked(String root) {
    return of(root, masked);
  }

  List<JsonPath> encrypted(String root) {
    return of(root, encrypted);
  }

  /** Both: what stands in their places in a file, and so never in a task that comes from one. */
  List<JsonPath> either(String root) {
    return Stream.concat(masked(root).stream(), encrypted(root).stream()).toList();
  }

  private static List<JsonPath> of(String root, List<JsonPath> paths) {
    return paths.stream().filter(path -> path.root().equals(root)).toList();
  }

  /** Fields of which something is masked or encrypted. */
  public Set<String> roots() {
    return Stream.concat(masked.stream(), encrypted.stream())
        .map(JsonPath::root)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether these mask all that others mask, as far as that can be told. */
  public boolean maskAllOf(Rules others) {
    return others.masked.stream()
        .allMatch(path -> masked.stream().anyMatch(own -> own.covers(path)));
  }
}
