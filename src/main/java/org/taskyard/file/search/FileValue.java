package org.taskyard.file.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.taskyard.platform.Faults;
import org.taskyard.platform.JsonFields;
import org.taskyard.platform.JsonText;
import org.taskyard.platform.Rfc3339;

/** Reads a value that a file's field is compared with. */
final class FileValue {

  private static final int MAX_TEXT = 1_000;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

  private FileValue() {}

  /** The value by the field's type; null if it is at fault, which is noted, or can be nobody's. */
  static Object read(FileField field, JsonNode value, String pointer, Faults faults) {
    if (field.type() == FileField.Type.SIZE) {
      if (value.isIntegralNumber() && value.canConvertToLong()) {
        return value.longValue();
      }
      faults.add(pointer, "a whole number of bytes is expected");
      return null;
    }
    if (!value.isTextual() || value.textValue().length() > MAX_TEXT) {
      faults.add(pointer, "a string of at most " + MAX_TEXT + " characters is expected");
      return null;
    }
    String text = value.textValue();
    return switch (field.type()) {
      case ID -> JsonFields.uuidOrNull(text);
      case DIGEST -> DIGEST.matcher(text).matches() ? HexFormat.of().parseHex(text) : null;
      case MOMENT -> moment(text, pointer, faults);
      case TEXT, SIZE -> JsonText.unstorableText(text) == null ? text : null;
    };
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
