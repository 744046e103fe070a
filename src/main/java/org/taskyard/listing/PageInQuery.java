package org.taskyard.listing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.taskyard.json.Json;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;

/**
 * Where a page stands may be said in the query as well as in the body, so that the links in the
 * header Link can be followed with the same body.
 */
public final class PageInQuery {

  private static final List<String> KNOWN = List.of("page", "per-page", "cursor");

  private PageInQuery() {}

  /**
   * The body with what the query says put in; what that replaces must be right as well.
   *
   * @throws InvalidInput if the query has another one, or no number where one is expected
   */
  public static JsonNode put(JsonNode body, MultivaluedMap<String, String> query) {
    if (query.isEmpty()) {
      return body;
    }
    boolean absent = body == null || body.isNull() || body.isMissingNode();
    if (!absent && !body.isObject()) {
      return body;
    }
    ObjectNode merged = absent ? Json.MAPPER.createObjectNode() : ((ObjectNode) body).deepCopy();
    Faults faults = new Faults();
    JsonFields replaced = JsonFields.of(merged, "", faults);
    query.forEach(
        (name, values) -> {
          if (!KNOWN.contains(name)) {
            faults.add("", "unknown query parameter; known are " + String.join(", ", KNOWN));
          } else if (name.equals("cursor")) {
            replaced.text(name, PageRequest.MAX_CURSOR);
            merged.put(name, values.get(0));
          } else {
            replaced.integer(name, 1, Integer.MAX_VALUE);
            merged.set(name, number(values.get(0)));
          }
        });
    faults.refuse();
    return merged;
  }

  private static JsonNode number(String text) {
    if (!text.matches("-?\\d{1,9}")) {
      throw new InvalidInput("", "page and per-page are whole numbers");
    }
    return Json.MAPPER.getNodeFactory().numberNode(Integer.parseInt(text));
  }
}
