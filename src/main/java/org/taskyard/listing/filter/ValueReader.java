package org.taskyard.listing.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.taskyard.json.JsonFields;
import org.taskyard.json.JsonText;
import org.taskyard.json.Rfc3339;
import org.taskyard.refusal.Faults;

/**
 * Reads a value that a field is compared with. Empty is a value at fault, which is noted, or one
 * that no row can have: an id that is none, text that cannot be stored.
 */
final class ValueReader {

  private static final int MAX_TEXT = 1_000;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

  private final Faults faults;

  ValueReader(Faults faults) {
    this.faults = faults;
  }

  /** The value by the type of a field that has a single one. */
  Optional<?> read(Field.Type type, JsonNode node, String pointer) {
    return switch (type) {
      case INTEGER -> integer(node, pointer);
      case LONG -> number(node, pointer);
      case FLAG -> flag(node, pointer);
      case MOMENT -> moment(node, pointer);
      case ID -> id(node, pointer);
      case DIGEST -> digest(node, pointer);
      case TEXT, CODE -> text(node, pointer);
      case CHOICE, TAGS, JSON ->
          throw new IllegalArgumentException(type + " is not read as a single value");
    };
  }

  /** Text that can be stored. */
  Optional<String> text(JsonNode node, String pointer) {
    return anyText(node, pointer).filter(text -> JsonText.unstorableText(text) == null);
  }

  Optional<Instant> moment(JsonNode node, String pointer) {
    Optional<Instant> moment =
        node.isTextual() ? Rfc3339.moment(node.textValue()) : Optional.empty();
    if (moment.isEmpty()) {
      faults.add(
          pointer,
          "a moment by RFC 3339 with offset, or a date, is expected: 2024-01-31T12:00:00Z, 2024-01-31");
    }
    return moment;
  }

  /** The day of a date without time; empty for everything else. */
  static Optional<LocalDate> day(JsonNode node) {
    return node.isTextual() ? Rfc3339.day(node.textValue()) : Optional.empty();
  }

  private Optional<UUID> id(JsonNode node, String pointer) {
    return anyText(node, pointer).map(JsonFields::uuidOrNull);
  }

  private Optional<String> digest(JsonNode node, String pointer) {
    return anyText(node, pointer)
        .filter(text -> DIGEST.matcher(text).matches())
        .map(text -> text.toLowerCase(Locale.ROOT));
  }

  private Optional<String> anyText(JsonNode node, String pointer) {
    if (node.isTextual() && node.textValue().length() <= MAX_TEXT) {
      return Optional.of(node.textValue());
    }
    faults.add(pointer, "a string of at most " + MAX_TEXT + " characters is expected");
    return Optional.empty();
  }

  private Optional<Integer> integer(JsonNode node, String pointer) {
    Long number = JsonFields.whole(node);
    if (number != null && number == number.intValue()) {
      return Optional.of(number.intValue());
    }
    faults.add(pointer, "a whole number of at most 32 bits is expected");
    return Optional.empty();
  }

  private Optional<Long> number(JsonNode node, String pointer) {
    Optional<Long> number = Optional.ofNullable(JsonFields.whole(node));
    if (number.isEmpty()) {
      faults.add(pointer, "a whole number of at most 64 bits is expected");
    }
    return number;
  }

  private Optional<Boolean> flag(JsonNode node, String pointer) {
    if (node.isBoolean()) {
      return Optional.of(node.booleanValue());
    }
    faults.add(pointer, "true or false is expected");
    return Optional.empty();
  }
}
