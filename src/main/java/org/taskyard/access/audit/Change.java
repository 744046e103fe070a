package org.taskyard.access.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Set;
import org.taskyard.json.Json;

/**
 * A change to be recorded.
 *
 * @param author who makes it
 * @param action kind of the target and a verb: {@code task.create}
 * @param targetId null for several, which {@code after} names
 * @param before what is changed as it was, or null
 * @param after the same as it is then, or null
 */
public record Change(
    Author author, String action, String targetId, JsonNode before, JsonNode after) {

  /** Ids of a change of many that are recorded; it says how many there are. */
  private static final int FIRST = 10;

  /**
   * A change of one thing.
   *
   * @param before its view as it was; null if it is new
   * @param after its view as it is; null if it is gone
   * @param hidden members of which only that they changed is recorded
   */
  static Change of(
      Author author,
      String action,
      Object targetId,
      Object before,
      Object after,
      Set<String> hidden) {
    ObjectNode was = before == null ? null : Members.tree(before);
    ObjectNode is = after == null ? null : Members.tree(after);
    ObjectNode nothing = Json.MAPPER.createObjectNode();
    return new Change(
        author,
        action,
        targetId.toString(),
        was == null ? null : Members.differing(was, is == null ? nothing : is, hidden),
        is == null ? null : Members.differing(is, was == null ? nothing : was, hidden));
  }

  /** Several things, by their number and the first of their ids. */
  public static ObjectNode several(Collection<?> ids) {
    ObjectNode several = Json.MAPPER.createObjectNode().put("count", ids.size());
    ArrayNode first = several.putArray("first");
    ids.stream().limit(FIRST).forEach(id -> first.add(id.toString()));
    return several;
  }

  /** As the statements of {@link Audit} read it: an array, in the order of their columns. */
  public ArrayNode row() {
    return Json.MAPPER
        .createArrayNode()
        .add(action)
        .add(action.substring(0, action.indexOf('.')))
        .add(targetId)
        .add(author.kind())
        .add(author.id())
        .add(author.user())
        .add(author.address())
        .add(author.requestId())
        .add(author.reason())
        .add(before)
        .add(after)
        .add(author.tenant());
  }
}
