package org.taskyard.access.token;

import com.fasterxml.jackson.databind.JsonNode;

/** What others sent, made fit for a line of the log: printable ASCII, and not much of it. */
final class Shown {

  private Shown() {}

  /** The value in quotes. */
  static String of(String value, int most) {
    String cut = value.length() > most ? value.substring(0, most) + "..." : value;
    return '"' + cut.replaceAll("[^ -~]|[\"\\\\]", "?") + '"';
  }

  /** A string in quotes, anything else as JSON. */
  static String of(JsonNode value, int most) {
    return of(value.isTextual() ? value.textValue() : value.toString(), most);
  }
}
