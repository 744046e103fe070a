package org.taskyard.secrecy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;
import org.taskyard.json.Json;
import org.taskyard.json.JsonText;

/**
 * How an encrypted value stands among others: {@code {"$encrypted": "<JWE>"}}. Nobody else can
 * store an object with such a member ({@link JsonText#RESERVED}), so that nothing is decrypted that
 * this service has not encrypted in its place or in another one.
 */
final class Sealed {

  private Sealed() {}

  static boolean is(JsonNode value) {
    return value.isObject() && value.has(JsonText.RESERVED);
  }

  /** Whether a line of a log is a sealed one. */
  static boolean isLine(String line) {
    return line.startsWith("{\"" + JsonText.RESERVED + "\"");
  }

  static ObjectNode of(String content) {
    return Json.MAPPER.createObjectNode().put(JsonText.RESERVED, content);
  }

  /** What is in it. */
  static String content(JsonNode box) {
    return box.path(JsonText.RESERVED).asText();
  }

  /** Whether there may be something sealed in it, told without reading it. */
  static boolean maybeIn(String json) {
    return json.contains(JsonText.RESERVED);
  }

  /**
   * Puts what it holds in the place of each sealed value.
   *
   * @param value is changed
   * @return the value as it is then
   */
  static JsonNode open(JsonNode value, UnaryOperator<JsonNode> opener) {
    if (is(value)) {
      return opener.apply(value);
    }
    if (value instanceof ObjectNode object) {
      List<String> names = new java.util.ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> object.set(name, open(object.get(name), opener)));
    } else if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, open(array.get(i), opener));
      }
    }
    return value;
  }
}
