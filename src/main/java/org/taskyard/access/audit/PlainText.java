package org.taskyard.access.audit;

/** Text of others that is to be stored and shown: one line, of a bounded length. */
final class PlainText {

  private PlainText() {}

  /**
   * The text, control characters and halves of characters replaced by blanks, cut to that many
   * UTF-16 units; null if nothing is left.
   */
  static String of(String text, int most) {
    if (text == null) {
      return null;
    }
    StringBuilder plain = new StringBuilder(Math.min(most, text.length()));
    text.codePoints()
        .map(c -> Character.isISOControl(c) || isHalf(c) || isSeparator(c) ? ' ' : c)
        .takeWhile(c -> plain.length() + Character.charCount(c) <= most)
        .forEachOrdered(plain::appendCodePoint);
    String stripped = plain.toString().strip();
    return stripped.isEmpty() ? null : stripped;
  }

  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  /** Those of Unicode that end a line, and those that turn the direction of what follows. */
  private static boolean isSeparator(int c) {
    return c == 0x2028 || c == 0x2029 || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
  }
}
