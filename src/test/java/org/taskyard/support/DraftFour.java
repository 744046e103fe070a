package org.taskyard.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.taskyard.json.Json;

/**
 * A body as the validator of the OpenAPI document understands it: it knows JSON Schema of draft 4,
 * to which 5.0 is no integer, and no byte order mark.
 */
final class DraftFour {

  private static final byte[] MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);
  private static final Pattern POINT_OR_EXPONENT = Pattern.compile("\\d[.eE]");

  private DraftFour() {}

  static byte[] body(byte[] sent) {
    byte[] unmarked =
        sent.length >= MARK.length && Arrays.equals(sent, 0, MARK.length, MARK, 0, MARK.length)
            ? Arrays.copyOfRange(sent, MARK.length, sent.length)
            : sent;
    String text = new String(unmarked, StandardCharsets.UTF_8);
    if (!POINT_OR_EXPONENT.matcher(text).find()) {
      return unmarked;
    }
    try {
      return Json.bytes(whole(Json.document(text)));
    } catch (JsonProcessingException noDocument) {
      return unmarked;
    }
  }

  private static JsonNode whole(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        member.setValue(whole(member.getValue()));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, whole(array.get(i)));
      }
    } else if (node.isBigDecimal()) {
      BigDecimal number = node.decimalValue();
      return number.stripTrailingZeros().scale() > 0
          ? node
          : BigIntegerNode.valueOf(number.toBigInteger());
    }
    return node;
  }
}
