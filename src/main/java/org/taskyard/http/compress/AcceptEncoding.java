package org.taskyard.http.compress;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a caller says of content codings (RFC 9110 section 12.5.3). */
final class AcceptEncoding {

  private static final Pattern ITEM =
      Pattern.compile(
          "\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\\s*(;\\s*[qQ]=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)\\s*)?");

  private AcceptEncoding() {}

  /**
   * Whether the caller asks for gzip, and would not rather have none. What is malformed asks for
   * nothing.
   */
  static boolean asksForGzip(String header) {
    if (header == null) {
      return false;
    }
    Map<String, Double> qualities = new HashMap<>();
    for (String item : header.split(",")) {
      Matcher parts = ITEM.matcher(item);
      if (parts.matches()) {
        String coding = parts.group(1).toLowerCase(Locale.ROOT);
        qualities.put(
            coding.equals("x-gzip") ? "gzip" : coding,
            parts.group(3) == null ? 1 : Double.parseDouble(parts.group(3)));
      } else if (!item.isBlank()) {
        return false;
      }
    }
    double gzip = qualities.getOrDefault("gzip", qualities.getOrDefault("*", 0.0));
    return gzip > 0 && gzip >= qualities.getOrDefault("identity", 0.0);
  }
}
