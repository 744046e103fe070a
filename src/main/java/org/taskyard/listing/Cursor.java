package org.taskyard.listing;

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
import org.taskyard.listing.filter.Field;

/**
 * Where the next page begins, as opaque text: the sort values of the last row seen, bound to the
 * search they belong to. It holds nothing that its bearer has not been shown, so it is not signed;
 * values are typed again when read.
 */
final class Cursor {

  private Cursor() {}

  /**
   * The cursor behind a row.
   *
   * @param values the row's, one per sort key
   */
  static String behind(List<?> values, PageRequest<?> request) {
    ArrayNode cursor = Json.MAPPER.createArrayNode().add(fingerprint(request));
    for (Object value : values) {
      if (value instanceof Integer || value instanceof Long) {
        cursor.add(((Number) value).longValue());
      } else if (value instanceof Boolean flag) {
        cursor.add(flag);
      } else if (value instanceof Instant moment) {
        cursor.add(Rfc3339.text(moment));
      } else {
        cursor.add(value == null ? null : value.toString());
      }
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(cursor));
  }

  /**
   * The place that the text names: one value per sort key, null where the row has none. Empty if it
   * is no cursor, or one of another search.
   */
  static <S> Optional<List<Object>> read(String text, PageRequest<S> request) {
    JsonNode values;
    try {
      values = Json.read(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | JsonProcessingException notOne) {
      return Optional.empty();
    }
    List<SortKey<S>> keys = request.sort();
    if (!values.isArray()
        || values.size() != keys.size() + 1
        || !values.get(0).asText().equals(fingerprint(request))) {
      return Optional.empty();
    }
    List<Object> typed = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Field<S> field = keys.get(i).field();
      Object value = typed(field.type(), values.get(i + 1));
      if (value == null && !(values.get(i + 1).isNull() && field.nullable())) {
        return Optional.empty();
      }
      typed.add(value);
    }
    return Optional.of(typed);
  }

  private static Object typed(Field.Type type, JsonNode value) {
    return switch (type) {
      case ID -> JsonFields.uuidOrNull(value.textValue());
      case MOMENT -> value.isTextual() ? Rfc3339.moment(value.textValue()).orElse(null) : null;
      case INTEGER -> value.isInt() ? value.intValue() : null;
      case LONG -> value.isIntegralNumber() ? JsonFields.whole(value) : null;
      case FLAG -> value.isBoolean() ? value.booleanValue() : null;
      case TEXT, CHOICE, DIGEST -> value.textValue();
      case JSON, TAGS, CODE -> null;
    };
  }

  /** Records print their whole content, so equal searches print alike. */
  private static String fingerprint(PageRequest<?> request) {
    String search = request.filter() + " " + request.sort() + " " + request.scope();
    return Integer.toHexString(search.hashCode()) + Integer.toHexString(search.length());
  }
}
