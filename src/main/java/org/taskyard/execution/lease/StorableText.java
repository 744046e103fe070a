package org.taskyard.execution.lease;

import java.util.Locale;

/**
 * Text of a handler in a form that PostgreSQL can store: it has no U+0000, and UTF-8 has no half
 * characters.
 */
public final class StorableText {

  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  /**
   * The text with what cannot be stored replaced by U+FFFD.
   *
   * @param text may be null
   * @param length most characters; a longer text is cut, and its end says how long it was
   */
  public static String cut(String text, int length) {
    if (text == null) {
      return null;
    }
    boolean fits = text.length() <= length;
    String end = fits ? "" : String.format(Locale.ROOT, "… [cut: %,d characters]", text.length());
    StringBuilder storable =
        new StringBuilder(length).append(text, 0, fits ? text.length() : length - end.length());
    for (int i = 0; i < storable.length(); i++) {
      char c = storable.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < storable.length()
              && Character.isLowSurrogate(storable.charAt(i + 1));
      if (pair) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        storable.setCharAt(i, REPLACEMENT);
      }
    }
    return storable.append(end).toString();
  }
}
