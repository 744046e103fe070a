package org.taskyard.trace;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads the header {@code traceparent}, which names a trace and a span in it (<a
 * href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>, 3.2).
 */
public final class Traceparent {

  /** A later version may add fields behind these. */
  private static final Pattern FORM =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private static final int LENGTH = 55;

  private Traceparent() {}

  /**
   * The header as version 00, 55 characters; null if it is absent or is none: a caller's trace is
   * never a reason to refuse a request.
   */
  public static String read(String header) {
    if (header == null || header.length() < LENGTH) {
      return null;
    }
    String fields = header.substring(0, LENGTH);
    boolean longer = header.length() > LENGTH;
    if (!FORM.matcher(fields).matches()
        || (longer && (fields.startsWith("00") || header.charAt(LENGTH) != '-'))) {
      return null;
    }
    return "00" + fields.substring(2);
  }

  /** Made of its parts; {@code flags}: the lowest 8 bits. */
  static String of(String traceId, String spanId, int flags) {
    return String.format(Locale.ROOT, "00-%s-%s-%02x", traceId, spanId, flags & 0xff);
  }

  /** The trace, 32 hexadecimal digits, of what {@link #read} has accepted; null for null. */
  public static String traceId(String traceparent) {
    return traceparent == null ? null : traceparent.substring(3, 35);
  }

  /** The span, 16 hexadecimal digits. */
  static String spanId(String traceparent) {
    return traceparent.substring(36, 52);
  }

  /** The flags, two hexadecimal digits. */
  static String flags(String traceparent) {
    return traceparent.substring(53);
  }
}
