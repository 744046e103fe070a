package org.taskyard.access.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.taskyard.digest.Sha256;
import org.taskyard.json.Json;

/**
 * What is recorded of something before or after its change. Values that may be secret, or are long,
 * appear by their size and digest only.
 */
public final class Members {

  /** What callers and handlers work with, whatever has such a member. */
  private static final Set<String> PAYLOADS =
      Set.of("request", "response", "error", "progress_message");

  /** The row itself says when. */
  private static final Set<String> NOT_RECORDED = Set.of("updated_at");

  /** Characters of a value's JSON that is recorded as it is. */
  private static final int LONGEST = 1_000;

  private Members() {}

  /**
   * A value by its size and digest.
   *
   * @param json as it is shown; null for none
   * @return {@code size} in bytes and {@code sha256} of the UTF-8
   */
  public static JsonNode digest(String json) {
    if (json == null) {
      return Json.MAPPER.nullNode();
    }
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return Json.MAPPER
        .createObjectNode()
        .put("size", bytes.length)
        .put("sha256", HexFormat.of().formatHex(Sha256.of(bytes)));
  }

  /** In place of a value of which not even a digest may be told: short ones could be guessed. */
  public static JsonNode secret() {
    return Json.MAPPER.createObjectNode().put("masked", true);
  }

  static ObjectNode tree(Object view) {
    return Json.MAPPER.valueToTree(view);
  }

  /**
   * Those of an object that another one has otherwise; to have none is the same as null.
   *
   * @param hidden those of which only that they differ is recorded
   */
  static ObjectNode differing(ObjectNode some, ObjectNode others, Set<String> hidden) {
    ObjectNode differing = Json.MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> member : some.properties()) {
      String name = member.getKey();
      JsonNode other = others.has(name) ? others.get(name) : Json.MAPPER.nullNode();
      if (!NOT_RECORDED.contains(name) && !member.getValue().equals(other)) {
        boolean secret = hidden.contains(name) && !member.getValue().isNull();
        differing.set(name, secret ? secret() : value(name, member.getValue()));
      }
    }
    return differing;
  }

  private static JsonNode value(String name, JsonNode value) {
    if (value.isNull() || value.isNumber() || value.isBoolean()) {
      return value;
    }
    boolean isPayload = PAYLOADS.contains(name);
    if (!isPayload && value.isTextual() && value.textValue().length() <= LONGEST) {
      return value;
    }
    String json = Json.write(value);
    return isPayload || json.length() > LONGEST ? digest(json) : value;
  }
}
