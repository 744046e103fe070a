package org.taskyard.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.taskyard.refusal.Faults;

/**
 * A JSON value of a caller, as it is stored: the reference types some fields as "string, format
 * json" while many clients send a plain value, and each gets back what it sent.
 *
 * @param json the parsed value, written compactly; what is searched and what handlers see
 * @param text the caller's own text if the value came inside a string, else null
 */
public record JsonText(String json, String text) {

  /** The name of a member by which the service stores what it has encrypted; nobody else may. */
  public static final String RESERVED = "$encrypted";

  /**
   * Of a number, before the point and behind it; more than anybody means, and than a double has.
   */
  static final int MAX_DIGITS = 400;

  /**
   * Reads a member's value; adds a fault and returns null if it cannot be stored.
   *
   * @param node the value; neither missing nor null
   * @param maxBytes most bytes of the value in UTF-8, compact and with numbers written out, however
   *     it was sent; of a string also of its text
   */
  public static JsonText of(JsonNode node, int maxBytes, String pointer, Faults faults) {
    if (!node.isTextual()) {
      return stored(node, null, maxBytes, pointer, faults);
    }
    String text = node.textValue();
    try {
      JsonNode inner = Json.read(text);
      if (inner.isMissingNode()) {
        faults.add(pointer, "a string here must itself hold JSON; it is empty");
        return null;
      }
      return stored(inner, text, maxBytes, pointer, faults);
    } catch (JsonProcessingException notJson) {
      faults.add(
          pointer,
          "a string here must itself hold valid JSON; send a plain object instead, or quote the text");
      return null;
    }
  }

  /** A value as it was stored; null for none. */
  public static JsonText stored(String json, String text) {
    return json == null ? null : new JsonText(json, text);
  }

  /** Its JSON; null for none. */
  public static String jsonOf(JsonText value) {
    return value == null ? null : value.json;
  }

  /** Its text; null for none. */
  public static String textOf(JsonText value) {
    return value == null ? null : value.text;
  }

  /**
   * Why the value of a handler could not be stored, or not be sent back as it is shown; null if
   * nothing is wrong.
   */
  public static String misfit(JsonNode value) {
    if (depth(value) > Json.MAX_DEPTH) {
      return "is more than " + Json.MAX_DEPTH + " levels deep";
    }
    Faults faults = new Faults();
    check(value, "", faults);
    return faults.any() ? "cannot be stored: " + Faults.inOneLine(faults.all()) : null;
  }

  private static int depth(JsonNode value) {
    int deepest = 0;
    for (JsonNode part : value) {
      deepest = Math.max(deepest, depth(part));
    }
    return value.isContainerNode() ? deepest + 1 : 0;
  }

  private static JsonText stored(
      JsonNode value, String text, int maxBytes, String pointer, Faults faults) {
    Faults found = new Faults();
    check(value, pointer, found);
    if (text != null && !found.any() && unstorableText(text) != null) {
      found.add(pointer, unstorableText(text));
    }
    String json = found.any() ? null : Json.write(value, maxBytes);
    if (!found.any() && (json == null || (text != null && size(text) > maxBytes))) {
      found.add(pointer, "takes more than the " + maxBytes + " bytes that are allowed");
    }
    // within a text there are no places to point to
    found.all().stream()
        .limit(text == null ? Faults.MOST : 1)
        .forEach(fault -> faults.add(text == null ? fault.pointer() : pointer, fault.message()));
    return found.any() ? null : new JsonText(json, text);
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Adds a fault for each part of the value that cannot be stored. */
  private static void check(JsonNode value, String pointer, Faults faults) {
    String fault = null;
    if (value.isTextual()) {
      fault = unstorableText(value.textValue());
    } else if (JsonTree.isTooLong(value)
        || (value.isBigDecimal() || value.isBigInteger()) && tooLong(value.decimalValue())) {
      fault = "a number of more than " + MAX_DIGITS + " digits before or after the point";
    } else if (value.isObject()) {
      value.properties().forEach(member -> check(member, pointer, faults));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(value.get(i), Faults.pointer(pointer, Integer.toString(i)), faults);
      }
    }
    if (fault != null) {
      faults.add(pointer, fault);
    }
  }

  private static void check(Map.Entry<String, JsonNode> member, String base, Faults faults) {
    String fault = unstorableText(member.getKey());
    if (member.getKey().equals(RESERVED)) {
      fault = "is " + RESERVED + ", which is reserved for what this service has encrypted";
    }
    if (fault == null) {
      check(member.getValue(), Faults.pointer(base, member.getKey()), faults);
    } else {
      // such a name cannot be shown either
      faults.add(base, "a name in it " + fault);
    }
  }

  /** True if the number has too many digits to be stored. */
  static boolean tooLong(BigDecimal number) {
    return (long) number.precision() - number.scale() > MAX_DIGITS || number.scale() > MAX_DIGITS;
  }

  /**
   * Why PostgreSQL could not store the text, or null: it has no U+0000, and UTF-8 has no half
   * characters.
   */
  public static String unstorableText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return "holds the character U+0000, which cannot be stored";
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return "holds half of a surrogate pair, which is no character";
      }
    }
    return null;
  }
}
