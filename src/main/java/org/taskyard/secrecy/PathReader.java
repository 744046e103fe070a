package org.taskyard.secrecy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.taskyard.json.Json;
import org.taskyard.json.JsonText;
import org.taskyard.refusal.Faults;

/**
 * Reads paths as operators write them.
 *
 * @param roots the fields that they may begin with
 */
public record PathReader(Set<String> roots) {

  /** What can be masked. */
  public static final PathReader MASKED =
      new PathReader(
          ordered("request", "response", "error", "checkpoint", "log", "progress_message"));

  /** What can be encrypted. */
  public static final PathReader ENCRYPTED =
      new PathReader(ordered("request", "response", "error", "checkpoint", "log"));

  /** Of one handler. */
  static final int MOST = 50;

  static final int LONGEST = 200;
  private static final int MOST_STEPS = 16;

  /** Texts, not JSON: there is nothing to step into. */
  private static final Set<String> TEXTS = Set.of("log", "progress_message");

  /** A failure has a form that clients know: its texts can be hidden. */
  private static final String ERROR = "error";

  private static final Set<String> OF_ERROR = Set.of(ERROR, "error.type", "error.message");

  private static final Pattern ROOT = Pattern.compile("[a-z_]+");

  /** A step: {@code .name}, {@code .*}, {@code [*]} or {@code ["any name"]}. */
  private static final Pattern STEP =
      Pattern.compile(
          "\\.(?<name>[A-Za-z_][A-Za-z0-9_-]*)|(?<members>\\.\\*)|(?<elements>\\[\\*])"
              + "|\\[(?<quoted>\"(?:[^\"\\\\]|\\\\.)*+\")]");

  private static Set<String> ordered(String... roots) {
    return new LinkedHashSet<>(List.of(roots));
  }

  /** The path; empty if the text is none. */
  public Optional<JsonPath> read(String text) {
    Matcher root = ROOT.matcher(text);
    if (text.length() > LONGEST || !root.lookingAt() || !roots.contains(root.group())) {
      return Optional.empty();
    }
    List<JsonPath.Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int at = root.end();
    while (at < text.length()) {
      if (!step.region(at, text.length()).lookingAt()) {
        return Optional.empty();
      }
      Optional<JsonPath.Step> read = step(step);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      steps.add(read.get());
      at = step.end();
    }
    boolean fits =
        steps.size() <= MOST_STEPS
            && (steps.isEmpty() || !TEXTS.contains(root.group()))
            && (!root.group().equals(ERROR) || OF_ERROR.contains(text));
    return fits ? Optional.of(new JsonPath(root.group(), List.copyOf(steps))) : Optional.empty();
  }

  private static Optional<JsonPath.Step> step(Matcher step) {
    if (step.group("name") != null) {
      return Optional.of(new JsonPath.Name(step.group("name")));
    }
    if (step.group("quoted") == null) {
      return Optional.of(
          step.group("members") == null ? new JsonPath.Elements() : new JsonPath.Members());
    }
    try {
      String name = Json.read(step.group("quoted")).textValue();
      return JsonText.unstorableText(name) == null
          ? Optional.of(new JsonPath.Name(name))
          : Optional.empty();
    } catch (JsonProcessingException noText) {
      return Optional.empty();
    }
  }

  /**
   * Reads a list of paths; what is wrong becomes faults.
   *
   * @param pointer of the list
   * @return each once, in the order given
   */
  public List<JsonPath> read(JsonNode list, String pointer, Faults faults) {
    Set<JsonPath> paths = new LinkedHashSet<>();
    if (!list.isArray() || list.size() > MOST) {
      faults.add(pointer, "a list of at most " + MOST + " paths is expected");
      return List.of();
    }
    for (int i = 0; i < list.size(); i++) {
      String text = list.get(i).isTextual() ? list.get(i).textValue() : "";
      Optional<JsonPath> path = read(text);
      path.ifPresent(paths::add);
      if (path.isEmpty()) {
        faults.add(Faults.pointer(pointer, Integer.toString(i)), expected());
      }
    }
    return List.copyOf(paths);
  }

  private String expected() {
    return "a path of at most "
        + LONGEST
        + " characters is expected, such as request.iban, request.items[*].card, request[\"a name\"],"
        + " request.*; it begins with one of "
        + String.join(", ", roots)
        + "; nothing follows log and progress_message, and only .type or .message an error";
  }
}
