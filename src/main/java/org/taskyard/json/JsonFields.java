package org.taskyard.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Iterator;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;

/**
 * Reads the members of a JSON object by type. What does not fit becomes a fault at its place and
 * reads as null, so that one pass finds every fault.
 */
public final class JsonFields {

  private static final Pattern UUID_FORM =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  private final ObjectNode object;
  private final String base;
  private final Faults faults;

  private JsonFields(ObjectNode object, String base, Faults faults) {
    this.object = object;
    this.base = base;
    this.faults = faults;
  }

  /**
   * The members of {@code node}.
   *
   * @param base pointer of the object, empty for the document
   * @throws InvalidInput if it is not an object: there is nothing to read on
   */
  public static JsonFields of(JsonNode node, String base, Faults faults) {
    if (node instanceof ObjectNode object) {
      return new JsonFields(object, base, faults);
    }
    throw new InvalidInput(base, "a JSON object is expected here");
  }

  /** Adds a fault for each member that is not among the known ones. */
  public void only(Set<String> known) {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        faults.add(pointer(name), "unknown field; known are " + String.join(", ", known));
      }
    }
  }

  /** True if the member is present, also as null. */
  public boolean has(String name) {
    return object.has(name);
  }

  /** True if the member is present and not null. */
  public boolean given(String name) {
    return object.hasNonNull(name);
  }

  public JsonNode node(String name) {
    return object.get(name);
  }

  public String pointer(String name) {
    return Faults.pointer(base, name);
  }

  public void fault(String name, String message) {
    faults.add(pointer(name), message);
  }

  /** A string of any length and any characters, or null. */
  public String words(String name) {
    if (given(name) && !object.get(name).isTextual()) {
      fault(name, "a string is expected");
    }
    return given(name) ? object.get(name).textValue() : null;
  }

  /** A string of at most {@code max} characters that can be stored, or null. */
  public String text(String name, int max) {
    String text = words(name);
    if (text == null) {
      return null;
    }
    String fault = JsonText.unstorableText(text);
    if (text.codePointCount(0, text.length()) > max) {
      fault = "longer than " + max + " characters";
    }
    if (fault != null) {
      fault(name, fault);
      return null;
    }
    return text;
  }

  /** A whole number within the bounds, or null. */
  public Integer integer(String name, int min, int max) {
    if (!given(name)) {
      return null;
    }
    Long value = whole(object.get(name));
    if (value == null || value < min || value > max) {
      fault(name, "a whole number from " + min + " to " + max + " is expected");
      return null;
    }
    return value.intValue();
  }

  /**
   * The whole number of at most 64 bits, however it is written: 5, 5.0, 5e0; null if it is none.
   */
  public static Long whole(JsonNode value) {
    if (!value.isNumber()) {
      return null;
    }
    try {
      return value.isIntegralNumber() && value.canConvertToLong()
          ? value.longValue()
          : (Long) value.decimalValue().longValueExact();
    } catch (ArithmeticException notOne) {
      return null;
    }
  }

  /** True or false, or null. */
  public Boolean bool(String name) {
    if (!given(name)) {
      return null;
    }
    if (!object.get(name).isBoolean()) {
      fault(name, "true or false is expected");
      return null;
    }
    return object.get(name).booleanValue();
  }

  /** A moment by RFC 3339; a date alone is the first moment of that UTC day. Or null. */
  public Instant moment(String name) {
    if (!given(name)) {
      return null;
    }
    String text = object.get(name).isTextual() ? object.get(name).textValue() : "";
    Instant moment =
        Rfc3339.moment(text).or(() -> Rfc3339.day(text).map(Rfc3339::start)).orElse(null);
    if (moment == null) {
      fault(name, "a moment by RFC 3339 is expected, such as 2024-01-31T12:00:00Z");
    }
    return moment;
  }

  /** A UUID in its usual form, or null. */
  public UUID uuid(String name) {
    if (!given(name)) {
      return null;
    }
    UUID id = object.get(name).isTextual() ? uuidOrNull(object.get(name).textValue()) : null;
    if (id == null) {
      fault(name, "a UUID is expected");
    }
    return id;
  }

  /** Any JSON, or JSON inside a string, or null; JSON null is null. */
  public JsonText json(String name, int maxBytes) {
    return given(name) ? JsonText.of(object.get(name), maxBytes, pointer(name), faults) : null;
  }

  /**
   * The UUID in the text, or null; stricter than {@link UUID#fromString}, which takes 1-1-1-1-1.
   */
  public static UUID uuidOrNull(String text) {
    return text != null && UUID_FORM.matcher(text).matches() ? UUID.fromString(text) : null;
  }
}
