package org.taskyard.listing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.taskyard.json.Json;
import org.taskyard.json.JsonFields;
import org.taskyard.json.JsonText;
import org.taskyard.json.Rfc3339;
import org.taskyard.refusal.Faults;

/** Reads a value that a column is compared with. */
final class ColumnValue {

  private static final int MAX_TEXT = 1_000;
  private static final int MAX_JSON_BYTES = 64 * 1024;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

  private ColumnValue() {}

  /** The value by the column's type; null if it is at fault, which is noted, or can be nobody's. */
  static Object read(Column.Type type, JsonNode value, String pointer, Faults faults) {
    return switch (type) {
      case NUMBER -> number(value, pointer, faults);
      case FLAG -> flag(value, pointer, faults);
      case JSON -> part(value, pointer, faults);
      case ID, TEXT, MOMENT, DIGEST, TAGS -> text(type, value, pointer, faults);
    };
  }

  private static Object text(Column.Type type, JsonNode value, String pointer, Faults faults) {
    if (!value.isTextual() || value.textValue().length() > MAX_TEXT) {
      faults.add(pointer, "a string of at most " + MAX_TEXT + " characters is expected");
      return null;
    }
    String text = value.textValue();
    return switch (type) {
      case ID -> JsonFields.uuidOrNull(text);
      case DIGEST -> DIGEST.matcher(text).matches() ? HexFormat.of().parseHex(text) : null;
      case MOMENT -> moment(text, pointer, faults);
      case TAGS -> JsonText.unstorableText(text) == null ? "[" + Json.quoted(text) + "]" : null;
      default -> JsonText.unstorableText(text) == null ? text : null;
    };
  }

  private static Object number(JsonNode value, String pointer, Faults faults) {
    Long number = JsonFields.whole(value);
    if (number == null) {
      faults.add(pointer, "a whole number of at most 64 bits is expected");
    }
    return number;
  }

  private static Object flag(JsonNode value, String pointer, Faults faults) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    faults.add(pointer, "true or false is expected");
    return null;
  }

  private static Object part(JsonNode value, String pointer, Faults faults) {
    if (!value.isObject()) {
      faults.add(pointer, "an object that the JSON must contain, or null, is expected");
      return null;
    }
    JsonText part = JsonText.of(value, MAX_JSON_BYTES, pointer, faults);
    return part == null ? null : part.json();
  }

  private static Object moment(String text, String pointer, Faults faults) {
    Object moment = Rfc3339.moment(text).orElse(null);
    if (moment == null) {
      faults.add(
          pointer,
          "a moment by RFC 3339 with offset, or a date, is expected: 2024-01-31T12:00:00Z, 2024-01-31");
    }
    return moment;
  }
}
