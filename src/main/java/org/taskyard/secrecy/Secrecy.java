package org.taskyard.secrecy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.taskyard.json.Json;
import org.taskyard.json.JsonText;
import org.taskyard.refusal.Faults;

/**
 * Makes of what is stored what somebody sees. A field is named as in JSON: {@code request}, {@code
 * progress_message}.
 */
@ApplicationScoped
public class Secrecy {

  /** Stands for what is masked, whatever it is. */
  public static final String MASK = "***";

  private static final List<String> SHOWN =
      List.of("request", "response", "error", "progress_message");

  @Inject KnownRules rules;
  @Inject EncryptionKeys keys;

  /** What that handler masks and encrypts. */
  public Rules of(String handler) {
    return rules.of(handler);
  }

  /**
   * A text as the log of the server and traces have it, which know no callers.
   *
   * @param path where it is in the task, such as {@code error.message}
   */
  public String outside(String handler, String path, String text) {
    JsonPath place = PathReader.MASKED.read(path).orElseThrow();
    boolean hidden =
        rules.of(handler).either(place.root()).stream().anyMatch(one -> one.covers(place));
    return hidden ? MASK : text;
  }

  /** A field that is text, as it is shown. */
  public String text(String handler, String root, String text, Sight sight) {
    boolean masked = sight != Sight.WHOLE && !rules.of(handler).masked(root).isEmpty();
    return text == null || !masked ? text : MASK;
  }

  /**
   * A field that is JSON, as it is shown.
   *
   * @param json as it is stored; JSON that came as the text of a string is such a string
   */
  public String shown(String handler, String root, String json, Sight sight) {
    if (json == null || isPlain(handler, root, json, sight)) {
      return json;
    }
    return Json.write(shown(handler, root, Json.stored(json), sight));
  }

  private boolean isPlain(String handler, String root, String json, Sight sight) {
    return !Sealed.maybeIn(json)
        && (sight == Sight.WHOLE || rules.of(handler).masked(root).isEmpty());
  }

  private JsonNode shown(String handler, String root, JsonNode stored, Sight sight) {
    List<JsonPath> masks = sight == Sight.WHOLE ? List.of() : rules.of(handler).masked(root);
    JsonNode value = Sealed.open(stored, box -> opened(box, sight));
    if (root.equals("error")) {
      return failure(value, masks);
    }
    if (value.isTextual() && masks.stream().noneMatch(mask -> mask.steps().isEmpty())) {
      return inText(value, masks);
    }
    return masked(value, masks);
  }

  /** It has its form whatever is hidden of it. */
  private static JsonNode failure(JsonNode value, List<JsonPath> masks) {
    ObjectNode failure =
        value instanceof ObjectNode whole && !Sealed.is(value)
            ? whole
            : Json.MAPPER
                .createObjectNode()
                .put("type", "Unreadable")
                .put("message", value.isTextual() ? value.textValue() : Sealed.content(value))
                .put("retryable", false);
    for (String name : List.of("type", "message")) {
      JsonNode text = failure.path(name);
      JsonPath place = new JsonPath("error", List.of(new JsonPath.Name(name)));
      if (masks.stream().anyMatch(mask -> mask.covers(place))) {
        failure.put(name, MASK);
      } else if (Sealed.is(text)) {
        failure.put(name, Sealed.content(text));
      }
    }
    return failure;
  }

  private JsonNode opened(JsonNode box, Sight sight) {
    if (sight == Sight.FILED) {
      return TextNode.valueOf(MASK);
    }
    try {
      return keys.open(box);
    } catch (EncryptionKeys.Unreadable why) {
      // whoever sends this back is refused: nothing is overwritten by it
      return Sealed.of(why.getMessage());
    }
  }

  private static JsonNode masked(JsonNode value, List<JsonPath> masks) {
    JsonNode masked = value;
    for (JsonPath mask : masks) {
      masked = mask.replace(masked, hidden -> TextNode.valueOf(MASK));
    }
    return masked;
  }

  /** JSON in a string stays in a string; other text has no places within. */
  private static JsonNode inText(JsonNode text, List<JsonPath> masks) {
    try {
      return masks.isEmpty()
          ? text
          : TextNode.valueOf(Json.write(masked(Json.read(text.textValue()), masks)));
    } catch (JsonProcessingException noJson) {
      return text;
    }
  }

  /**
   * A whole task or schedule as it is shown, for one that was kept as JSON.
   *
   * @param json of an object with the fields, as they are stored; anything else stays as it is
   */
  public String shown(String json, Sight sight) {
    JsonNode document = Json.stored(json);
    String handler = document.path("handler").asText();
    if (!(document instanceof ObjectNode object)
        || !Sealed.maybeIn(json) && rules.of(handler).masked().isEmpty()) {
      return json;
    }
    for (String root : SHOWN) {
      if (object.hasNonNull(root)) {
        object.set(root, shown(handler, root, object.get(root), sight));
      }
    }
    return Json.write(object);
  }

  /** A line of a log, as it is shown. */
  public String line(String handler, String line, Sight sight) {
    if (sight != Sight.WHOLE && !rules.of(handler).masked("log").isEmpty()) {
      return MASK;
    }
    JsonNode shown =
        Sealed.isLine(line) ? opened(Json.stored(line), sight) : TextNode.valueOf(line);
    return shown.isTextual() ? shown.textValue() : Sealed.content(shown);
  }

  /**
   * Adds a fault for each place of a field where the mask was sent instead of a value: it would
   * take the place of what its sender did not see.
   *
   * @param pointer of the field
   */
  public void refuseMasks(
      String handler, String root, JsonText value, String pointer, Faults faults) {
    List<JsonPath> paths = rules.of(handler).either(root);
    if (value == null || paths.isEmpty()) {
      return;
    }
    for (JsonPath path : paths) {
      boolean[] found = {false};
      path.replace(
          Json.stored(value.json()),
          one -> {
            found[0] |= MASK.equals(one.textValue());
            return one;
          });
      if (found[0]) {
        faults.add(
            pointer,
            path
                + " is "
                + MASK
                + ", which stands for a value that you did not see; send the value, or leave this out to keep it");
      }
    }
  }

  /** Fields of which an audit says no more than that they changed. */
  public Set<String> hidden(String handler) {
    return rules.of(handler).roots();
  }
}
