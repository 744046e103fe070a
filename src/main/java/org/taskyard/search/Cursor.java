package org.taskyard.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.taskyard.json.Json;
import org.taskyard.json.JsonFields;
import org.taskyard.json.Rfc3339;
import org.taskyard.task.TaskView;

/**
 * Where the next page begins, as opaque text: the sort values of the last task seen, bound to the
 * search they belong to. It holds nothing that its bearer has not been shown, so it is not signed;
 * values are typed again when read.
 */
final class Cursor {

  /**
   * A place between two tasks.
   *
   * @param values one per key, null where the task had none
   */
  record Position(List<SortKey> keys, List<Object> values) {}

  private Cursor() {}

  /** The cursor behind {@code last}. */
  static String behind(TaskView last, SearchRequest request) {
    ArrayNode values = Json.MAPPER.createArrayNode().add(fingerprint(request));
    for (SortKey key : request.sort()) {
      Object value = key.field().of(last);
      if (value instanceof Integer number) {
        values.add(number);
      } else {
        values.add(
            value instanceof Instant moment
                ? Rfc3339.text(moment)
                : value == null ? null : value.toString());
      }
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(values));
  }

  /** The place that the text names; empty if it is none, or one of another search. */
  static Optional<Position> read(String text, SearchRequest request) {
    JsonNode values;
    try {
      values = Json.read(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | JsonProcessingException notOne) {
      return Optional.empty();
    }
    List<SortKey> keys = request.sort();
    if (!values.isArray()
        || values.size() != keys.size() + 1
        || !values.get(0).asText().equals(fingerprint(request))) {
      return Optional.empty();
    }
    List<Object> typed = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      TaskField field = keys.get(i).field();
      Object value = typed(field, values.get(i + 1));
      if (value == null && !(values.get(i + 1).isNull() && field.nullable())) {
        return Optional.empty();
      }
      typed.add(value);
    }
    return Optional.of(new Position(keys, typed));
  }

  private static Object typed(TaskField field, JsonNode value) {
    return switch (field.type()) {
      case ID -> JsonFields.uuidOrNull(value.textValue());
      case MOMENT -> value.isTextual() ? Rfc3339.moment(value.textValue()).orElse(null) : null;
      case INTEGER -> value.isInt() ? value.intValue() : null;
      case TEXT, STATUS -> value.textValue();
      case JSON, TAGS -> null;
    };
  }

  /** Records print their whole content, so equal searches print alike. */
  private static String fingerprint(SearchRequest request) {
    String search = request.filter() + " " + request.sort() + " " + request.history();
    return Integer.toHexString(search.hashCode()) + Integer.toHexString(search.length());
  }
}
