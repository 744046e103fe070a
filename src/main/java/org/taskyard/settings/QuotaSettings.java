package org.taskyard.settings;

import jakarta.enterprise.inject.Vetoed;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much one tenant, or one user, may have and do.
 *
 * @param waiting tasks that wait or run
 * @param creates tasks per second that it creates on a node
 * @param bytes of requests and files that are stored
 */
@Vetoed
public record QuotaSettings(OptionalLong waiting, OptionalLong creates, OptionalLong bytes) {

  private static final Pattern WORD =
      Pattern.compile(
          "(waiting)=([1-9]\\d{0,11})|(creates)=([1-9]\\d{0,8})/s|(bytes)=([1-9]\\d{0,17})(KB|MB|GB|TB)?");

  private static final Map<String, Long> UNITS =
      Map.of("KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30, "TB", 1L << 40);

  /** Whether there is any. */
  public boolean on() {
    return waiting.isPresent() || creates.isPresent() || bytes.isPresent();
  }

  static QuotaSettings from(Settings.Reader read, String key) {
    List<String> words = read.words(key);
    OptionalLong waiting = OptionalLong.empty();
    OptionalLong creates = OptionalLong.empty();
    OptionalLong bytes = OptionalLong.empty();
    for (String word : words) {
      Matcher parts = WORD.matcher(word);
      if (!parts.matches()) {
        throw wrong(key, word);
      }
      if (parts.group(1) != null) {
        waiting = OptionalLong.of(Long.parseLong(parts.group(2)));
      } else if (parts.group(3) != null) {
        creates = OptionalLong.of(Long.parseLong(parts.group(4)));
      } else {
        bytes = OptionalLong.of(bytes(key, parts));
      }
    }
    return new QuotaSettings(waiting, creates, bytes);
  }

  private static long bytes(String key, Matcher parts) {
    long unit = parts.group(7) == null ? 1 : UNITS.get(parts.group(7));
    try {
      return Math.multiplyExact(Long.parseLong(parts.group(6)), unit);
    } catch (ArithmeticException tooMany) {
      throw wrong(key, parts.group());
    }
  }

  private static Settings.Wrong wrong(String key, String word) {
    return Settings.Reader.wrong(
        key, word, "some of waiting=100000 creates=500/s bytes=10GB, in whole numbers");
  }
}
