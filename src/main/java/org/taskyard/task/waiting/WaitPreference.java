package org.taskyard.task.waiting;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The preference {@code wait} of RFC 7240: how long the caller would like to wait for the task's
 * end.
 *
 * @param seconds 0 to {@value #LONGEST}; null if the caller has no such wish
 */
public record WaitPreference(Integer seconds) {

  private static final int LONGEST = 60;

  /** The first one counts; what cannot be read is no preference. */
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|,)\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:[;,].*)?$", Pattern.CASE_INSENSITIVE);

  /**
   * The caller's wish; more than {@value #LONGEST} seconds are cut.
   *
   * @param prefer the headers {@code Prefer}, none or more
   */
  public static WaitPreference of(List<String> prefer) {
    Matcher wait = WAIT.matcher(String.join(",", prefer));
    return new WaitPreference(
        wait.find() ? Math.min(LONGEST, Integer.parseInt(wait.group(1))) : null);
  }

  public boolean waits() {
    return seconds != null && seconds > 0;
  }

  /** The answer with the header that tells the caller that the wish was heard. */
  Response applied(Response response) {
    response.getHeaders().putSingle("Preference-Applied", "wait=" + seconds);
    return response;
  }
}
