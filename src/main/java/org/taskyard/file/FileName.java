package org.taskyard.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of files in the header Content-Disposition (RFC 6266, RFC 8187): read, made harmless, and
 * written.
 *
 * <p>A name is only a label here, never a place: no directories, no characters that act instead of
 * showing.
 */
public final class FileName {

  /** The name of a file that came without one. */
  public static final String DEFAULT = "file";

  private static final int MAX_CHARACTERS = 255;

  /** Possessive where it repeats: a value may be as long as a header. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          ";\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^;\"]++))");

  private static final Pattern EXTENDED = Pattern.compile("([A-Za-z0-9_-]+)'[^']*'(.*)");

  /**
   * Control and format characters, line and paragraph separators, halves of surrogate pairs. Not
   * those that emoji and scripts are joined with; nor what this JVM does not know yet: most of that
   * is a newer emoji or ideograph.
   */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\\u200C\\u200D\\x{E0020}-\\x{E007F}]]");

  private static final String ATTR_CHARS = "!#$&+-.^_`|~";

  private FileName() {}

  /**
   * The name that the header gives; {@code filename*} before {@code filename}.
   *
   * @param header value of Content-Disposition as the container decodes it, or null
   */
  public static String from(String header) {
    String plain = null;
    String extended = null;
    Matcher parameter = PARAMETER.matcher(header == null ? "" : header);
    while (parameter.find()) {
      String value =
          parameter.group(2) == null ? parameter.group(3) : unescaped(parameter.group(2));
      if (parameter.group(1).equalsIgnoreCase("filename*") && extended == null) {
        extended = extended(value).orElse(null);
      } else if (parameter.group(1).equalsIgnoreCase("filename") && plain == null) {
        plain = utf8(value);
      }
    }
    return harmless(extended == null ? plain : extended);
  }

  /** The header that offers a file of this name for saving; browsers show such content never. */
  public static String attachment(String name) {
    StringBuilder ascii = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> ascii.appendCodePoint(c < ' ' || c > '~' || "\"\\%".indexOf(c) >= 0 ? '_' : c));
    return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + percentEncoded(name);
  }

  /**
   * Keeps the last part of a path, without unseen characters; what is left of nothing is {@value
   * #DEFAULT}.
   */
  static String harmless(String name) {
    if (name == null) {
      return DEFAULT;
    }
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String seen = UNSEEN.matcher(last).replaceAll("").strip();
    if (seen.isEmpty() || seen.chars().allMatch(c -> c == '.')) {
      return DEFAULT;
    }
    int length = seen.codePointCount(0, seen.length());
    return length <= MAX_CHARACTERS
        ? seen
        : seen.substring(0, seen.offsetByCodePoints(0, MAX_CHARACTERS));
  }

  /**
   * A backslash escapes quotes and backslashes. In front of anything else it is a separator of a
   * path, which many programs on Windows send unescaped.
   */
  private static String unescaped(String quoted) {
    return quoted.replaceAll("\\\\([\"\\\\])", "$1");
  }

  /**
   * Many clients send UTF-8 where the header has only Latin-1, as which the container has decoded
   * it.
   */
  private static String utf8(String value) {
    if (!StandardCharsets.ISO_8859_1.newEncoder().canEncode(value)) {
      return value;
    }
    return decoded(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
        .orElse(value);
  }

  private static Optional<String> extended(String value) {
    Matcher parts = EXTENDED.matcher(value);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Charset charset =
        switch (parts.group(1).toUpperCase(Locale.ROOT)) {
          case "UTF-8" -> StandardCharsets.UTF_8;
          case "ISO-8859-1" -> StandardCharsets.ISO_8859_1;
          default -> null;
        };
    return charset == null
        ? Optional.empty()
        : percentDecoded(parts.group(2)).flatMap(bytes -> decoded(bytes, charset));
  }

  private static Optional<byte[]> percentDecoded(String value) {
    ByteBuffer bytes = ByteBuffer.allocate(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '%') {
        int high = i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
        int low = i + 2 < value.length() ? Character.digit(value.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes.put((byte) (high * 16 + low));
        i += 2;
      } else if (c < 0x80) {
        bytes.put((byte) c);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(java.util.Arrays.copyOf(bytes.array(), bytes.position()));
  }

  private static Optional<String> decoded(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notInIt) {
      return Optional.empty();
    }
  }

  private static String percentEncoded(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || ATTR_CHARS.indexOf(c) >= 0);
      encoded.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return encoded.toString();
  }
}
