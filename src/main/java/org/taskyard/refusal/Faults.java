package org.taskyard.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Collects everything that is wrong with an input, so that one answer reports all of it. A fault
 * names its place by a JSON pointer (RFC 6901) and says what to do, never what was sent.
 */
public final class Faults {

  /**
   * One fault.
   *
   * @param pointer JSON pointer to the place, empty for the whole document
   * @param message a sentence for the caller
   */
  public record Fault(String pointer, String message) {}

  /** More would help nobody and cost memory: a list of 10,000 bad items is cut here. */
  public static final int MOST = 100;

  private static final int MOST_LENGTH = 1_000;

  private final List<Fault> found = new ArrayList<>();

  /** Adds a fault; beyond {@value #MOST} they are dropped. */
  public void add(String pointer, String message) {
    if (found.size() < MOST) {
      found.add(new Fault(shortened(pointer), message));
    }
  }

  /** A member may have a name of any length: then its parent is told. */
  private static String shortened(String pointer) {
    return pointer.length() <= MOST_LENGTH
        ? pointer
        : pointer.substring(0, Math.max(0, pointer.lastIndexOf('/', MOST_LENGTH)));
  }

  public boolean any() {
    return !found.isEmpty();
  }

  public List<Fault> all() {
    return List.copyOf(found);
  }

  /** Faults with their places, for a message. */
  public static String inOneLine(List<Fault> faults) {
    return faults.stream()
        .map(f -> f.pointer().isEmpty() ? f.message() : f.pointer() + ": " + f.message())
        .collect(Collectors.joining("; "));
  }

  /**
   * Ends the reading of an input.
   *
   * @throws InvalidInput if there was any fault
   */
  public void refuse() {
    if (any()) {
      throw new InvalidInput(all());
    }
  }

  /** The pointer of a member of the object at {@code base}, escaped by RFC 6901. */
  public static String pointer(String base, String member) {
    return base + "/" + member.replace("~", "~0").replace("/", "~1");
  }
}
