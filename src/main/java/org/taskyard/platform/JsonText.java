package org.taskyard.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/**
 * A JSON value of a caller, as it is stored: the reference types some fields as "string, format
 * json" while many clients send a plain value, and each gets back what it sent.
 *
 * @param json the parsed value, written compactly; what is searched and what handlers see
 * @param text the caller's own text if the value came inside a string, else null
 */
public record JsonText(String json, String text) {

  /**
   * Beyond it a number takes more room written out than anybody means (and than a double can hold).
   */
  private static final int MAX_EXPONENT = 400;

  /**
   * Reads a member's value; adds a fault and returns null if it cannot be stored.
   *
   * @param node the value; neither missing nor null
   * @param maxBytes most bytes of the value in UTF-8, numbers written out
   */
  public static JsonText of(JsonNode node, int maxBytes, String pointer, Faults faults) {
    if (!node.isTextual()) {
      return checked(node, null, maxBytes, pointer, faults);
    }
    String text = node.textValue();
    try {
      JsonNode inner = text.isBlank() ? null : Json.read(text);
      if (inner == null || inner.isMissingNode()) {
        faults.add(pointer, "a string here must itself hold JSON; it is empty");
        return null;
      }
      return checked(inner, text, maxBytes, pointer, faults);
    } catch (JsonProcessingException notJson) {
      faults.add(
          pointer,
          "a string here must itself hold valid JSON; send a plain object instead, or quote the text");
      return null;
    }
  }

  private static JsonText checked(
      JsonNode value, String text, int maxBytes, String pointer, Faults faults) {
    String fault = unstorable(value);
    if (fault == null && text != null) {
      fault = unstorableText(text);
    }
    if (fault == null) {
      String json = Json.write(value);
      int bytes = Math.max(size(json), text == null ? 0 : size(text));
      if (bytes <= maxBytes) {
        return new JsonText(json, text);
      }
      fault = "takes " + bytes + " bytes, " + maxBytes + " are allowed";
    }
    faults.add(pointer, fault);
    return null;
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String unstorable(JsonNode value) {
    if (value.isTextual()) {
      return unstorableText(value.textValue());
    }
    if (value.isBigDecimal()) {
      return unstorableNumber(value.decimalValue());
    }
    String fault = null;
    if (value.isObject()) {
      for (Iterator<Map.Entry<String, JsonNode>> members = value.fields();
          fault == null && members.hasNext(); ) {
        Map.Entry<String, JsonNode> member = members.next();
        fault = unstorableText(member.getKey());
        fault = fault == null ? unstorable(member.getValue()) : fault;
      }
    } else if (value.isArray()) {
      for (Iterator<JsonNode> items = value.elements(); fault == null && items.hasNext(); ) {
        fault = unstorable(items.next());
      }
    }
    return fault;
  }

  private static String unstorableNumber(BigDecimal number) {
    long magnitude = (long) number.precision() - number.scale();
    return Math.abs(magnitude) > MAX_EXPONENT
            || Math.abs((long) number.scale()) > 2 * MAX_EXPONENT + 1_000
        ? "holds a number with more than " + MAX_EXPONENT + " digits before or after the point"
        : null;
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
