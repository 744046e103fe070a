package org.taskyard.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.taskyard.json.Json;

/** JSON as no well-meaning client writes it, and bytes that only look like JSON. */
final class WeirdJson {

  /** Each inside quotes, as it stands on the wire. */
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "ä",
          "😀",
          "\\u0000",
          "a\\u0000b",
          "\\ud800",
          "\\udc00\\ud800",
          "\\ud83d\\ude00",
          "\\u2028\\u202e\\ufeff\\ufffe",
          "'; DROP TABLE task; --",
          "<script>alert(1)</script>",
          "%00%ff%n%s{}[]\\\\",
          "../../etc/passwd",
          "${jndi:ldap://x}",
          "null",
          "true",
          "[1,2",
          "{\\\"a\\\": 1}",
          "\\\"",
          "\\n\\r\\t\\u001f\\u007f",
          "2024-02-30",
          "9999-12-31T23:59:60Z",
          "-999999999-01-01T00:00:00Z",
          "00000000-0000-0000-0000-000000000000",
          "1-1-1-1-1",
          "x".repeat(300),
          "x".repeat(70_000));

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "1",
          "-1",
          "0.5",
          "1e0",
          "5.0",
          "2147483647",
          "2147483648",
          "-2147483649",
          "9223372036854775808",
          "9".repeat(400),
          "9".repeat(1_001),
          "9".repeat(100_000),
          "1e400",
          "1e-400",
          "1e401",
          "-1e-999999999",
          "1e2147483648",
          "1e99999999999",
          "0." + "0".repeat(900) + "1");

  private final Dice dice;

  WeirdJson(Dice dice) {
    this.dice = dice;
  }

  /** Any value, at most {@code depth} levels more. */
  String value(int depth) {
    return switch (dice.below(depth > 0 ? 9 : 5)) {
      case 0 -> dice.among("null", "true", "false");
      case 1, 2 -> text();
      case 3, 4 -> dice.one(NUMBERS);
      case 5, 6 -> array(depth);
      case 7 -> object(depth);
      default -> deep();
    };
  }

  String text() {
    return '"' + dice.one(TEXTS) + '"';
  }

  private String array(int depth) {
    List<String> items = new ArrayList<>();
    for (int i = dice.below(4); i > 0; i--) {
      items.add(value(depth - 1));
    }
    return "[" + String.join(", ", items) + "]";
  }

  private String object(int depth) {
    List<String> members = new ArrayList<>();
    for (int i = dice.below(4); i > 0; i--) {
      members.add(name() + ": " + value(depth - 1));
    }
    return "{" + String.join(", ", members) + "}";
  }

  /** The name of a member, quotes included. */
  String name() {
    return dice.percent(50) ? text() : Json.quoted(dice.among("a", "eq", "gt", "in", "and", "not"));
  }

  private String deep() {
    int levels = dice.among(5, 28, 33, 2_000);
    return dice.percent(50)
        ? "[".repeat(levels) + "]".repeat(levels)
        : "{\"not\": ".repeat(levels) + "{}" + "}".repeat(levels);
  }

  /** A document that is broken somewhere. */
  String broken(String document) {
    int at = dice.below(document.length() + 1);
    return switch (dice.below(6)) {
      case 0 -> document.substring(0, at);
      case 1 -> document + dice.among("x", "{}", ",", "\u0000", "//");
      case 2 ->
          document.substring(0, at)
              + dice.among("\"", "}", ",", "\\", "\ud83d\ude00", "\u0001")
              + document.substring(at);
      case 3 -> document.replaceFirst("\\{", "{\"handler\": \"A\", \"handler\": \"B\", ");
      case 4 -> document.replace('"', '\'');
      default -> dice.among("", " ", "null", "[]", "[[]]", "\"\"", "0", "NaN", "{}{}");
    };
  }
}
