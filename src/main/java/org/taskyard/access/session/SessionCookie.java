package org.taskyard.access.session;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.taskyard.access.Credentials;
import org.taskyard.digest.Sha256;

/**
 * The cookie of a session: 256 random bits, of which the database has the hash only. It ends with
 * the browser, or with its row.
 */
public final class SessionCookie {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  private SessionCookie() {}

  /** A value that nobody guesses. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What the database knows of a value; empty if that can be none of ours. */
  public static Optional<byte[]> hash(String value) {
    return value != null && FORM.matcher(value).matches()
        ? Optional.of(Sha256.of(value.getBytes(StandardCharsets.US_ASCII)))
        : Optional.empty();
  }

  /** The header {@code Set-Cookie} for a value. */
  public static String set(String value) {
    return set(Credentials.cookieName(), value, -1);
  }

  /** The header that makes the browser forget it. */
  public static String clear() {
    return set(Credentials.cookieName(), "", 0);
  }

  /**
   * The same for another cookie of ours. {@code Lax}: a link that leads here finds one signed in,
   * while what another site sends by itself has no cookie.
   *
   * @param seconds how long the browser keeps it; negative: until it ends
   */
  public static String set(String name, String value, long seconds) {
    return name
        + "="
        + value
        + "; Path=/; Secure; HttpOnly; SameSite=Lax"
        + (seconds < 0 ? "" : "; Max-Age=" + seconds);
  }
}
