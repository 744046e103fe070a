package org.taskyard.fuzz;

import java.nio.charset.StandardCharsets;
import org.taskyard.json.Json;

/** Values of a request at the edge of what is taken: levels, names, digits, bytes. */
record EdgeValues(Dice dice) {

  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_DIGITS = 400;
  private static final int MOST_LEVELS = 32;

  /**
   * A value as it is sent.
   *
   * @param status what docs/api.md says that a create answers
   */
  record Value(String sent, int status) {

    Value(String sent, boolean fits) {
      this(sent, fits ? 201 : 422);
    }

    boolean fits() {
      return status == 201;
    }

    /** The same inside a string. */
    Value quoted() {
      return new Value(
          Json.quoted(sent), fits() && sent.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES);
    }
  }

  Value next() {
    Value value =
        switch (dice.below(5)) {
          case 0 -> nested();
          case 1 -> named();
          case 2, 3 -> number();
          default -> sized();
        };
    return dice.percent(30) ? value.quoted() : value;
  }

  private Value nested() {
    int levels = dice.among(1, 8, MOST_LEVELS - 1, MOST_LEVELS, MOST_LEVELS, MOST_LEVELS + 1);
    String value = dice.among("1", "\"ü\"", "null", "2.50");
    for (int i = 0; i < levels; i++) {
      value = dice.percent(50) ? "[" + value + "]" : "{\"request\": " + value + "}";
    }
    return new Value(value, levels <= MOST_LEVELS ? 201 : 400);
  }

  private Value named() {
    int length = dice.among(1, 999, 1_001, 1_460, 5_000, 20_000, MOST_BYTES);
    String name = dice.among("x", "/", "~", "é", "\\n").repeat(length);
    int bytes = name.getBytes(StandardCharsets.UTF_8).length + 8;
    return new Value("{\"a\":{\"" + name + "\":1}}", bytes + 5 <= MOST_BYTES);
  }

  private Value number() {
    int before = dice.among(1, 9, 10, 19, 20, 399, MOST_DIGITS, MOST_DIGITS + 1, 3_000, 100_000);
    int behind = dice.among(0, 0, 1, 17, MOST_DIGITS, MOST_DIGITS + 1, 3_000);
    boolean fits = before <= MOST_DIGITS && behind <= MOST_DIGITS;
    String digits = "7".repeat(before) + (behind == 0 ? "" : "." + "3".repeat(behind));
    if (dice.percent(25)) {
      int exponent = dice.among(0, 2, 399, 400, 999_999_999);
      digits = "7e" + exponent;
      fits = exponent < MOST_DIGITS;
    }
    return new Value(dice.among("[", "[0, ", "[-1.0, -") + digits + "]", fits);
  }

  /** However it is written, it takes so many bytes compactly. */
  private Value sized() {
    int bytes = dice.among(MOST_BYTES, MOST_BYTES, MOST_BYTES + 1, MOST_BYTES / 2);
    String letter = dice.among("x", "\\u0041", "\\/");
    String blanks = dice.among("", " ", " \n\t ".repeat(100));
    return new Value(
        "[" + blanks + "\"" + letter.repeat(bytes - 4) + "\"" + blanks + "]", bytes <= MOST_BYTES);
  }
}
