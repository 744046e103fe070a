package org.taskyard.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file that a caller asks for (RFC 9110 section 14).
 *
 * @param first position of its first byte, from 0
 * @param last position of its last byte, inclusive
 */
public record ByteRange(long first, long last) {

  /** One range: of several, or of another unit than bytes, a server may take no notice. */
  private static final Pattern SINGLE = Pattern.compile("(?i:bytes)=\\s*(\\d*)-(\\d*)\\s*");

  /** More digits than any position has. */
  private static final int DIGITS = 18;

  /** What a Range header comes to for a file of a certain size. */
  public sealed interface Asked {}

  /** All of it: no range, or none that is understood. */
  public record Whole() implements Asked {}

  /** That part. */
  public record Part(ByteRange range) implements Asked {}

  /** Nothing that the file has. */
  public record Outside() implements Asked {}

  /** Bytes in the range. */
  public long length() {
    return last - first + 1;
  }

  /**
   * Reads the header.
   *
   * @param header value of Range, or null
   * @param size bytes of the whole file
   */
  public static Asked of(String header, long size) {
    Matcher single = SINGLE.matcher(header == null ? "" : header);
    if (!single.matches() || (single.group(1).isEmpty() && single.group(2).isEmpty())) {
      return new Whole();
    }
    long end = single.group(2).isEmpty() ? Long.MAX_VALUE : number(single.group(2));
    if (single.group(1).isEmpty()) {
      return lastBytes(end, size);
    }
    long first = number(single.group(1));
    if (end < first) {
      return new Whole();
    }
    return first >= size ? new Outside() : new Part(new ByteRange(first, Math.min(end, size - 1)));
  }

  private static Asked lastBytes(long length, long size) {
    if (length == 0) {
      return new Outside();
    }
    return size == 0 ? new Whole() : new Part(new ByteRange(Math.max(0, size - length), size - 1));
  }

  private static long number(String digits) {
    String significant = digits.replaceFirst("^0+(?=\\d)", "");
    return significant.length() > DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
  }
}
