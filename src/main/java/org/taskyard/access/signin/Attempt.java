package org.taskyard.access.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.taskyard.access.Credentials;
import org.taskyard.access.session.SessionCookie;
import org.taskyard.digest.Sha256;

/**
 * A sign-in by the pages of the issuer that a browser has begun and not ended. The browser keeps
 * it, in a cookie with a name of its own, so that several tabs do not disturb each other, and any
 * node can go on with it.
 *
 * @param state comes back with the code: whoever has the cookie has begun it (RFC 6749 section
 *     10.12)
 * @param nonce comes back in the ID token: it was given for this attempt
 * @param verifier proves to the issuer that the code is ours (RFC 7636)
 * @param path where the browser goes then
 */
record Attempt(String state, String nonce, String verifier, String path) {

  static final int SECONDS = 600;

  /** More tabs than that are none; each costs half a kilobyte in every request. */
  static final int MOST = 5;

  private static final int NAME_LENGTH = 8;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  /** A new one. */
  static Attempt begin(String path) {
    return new Attempt(
        SessionCookie.random(), SessionCookie.random(), SessionCookie.random(), path);
  }

  /** What the names of their cookies begin with. */
  static String cookies() {
    return Credentials.cookieName() + "-signin-";
  }

  private String name() {
    return cookies() + state.substring(0, NAME_LENGTH);
  }

  /** The header {@code Set-Cookie}. */
  String set() {
    String text =
        String.join(".", state, nonce, verifier, base64(path.getBytes(StandardCharsets.US_ASCII)));
    return SessionCookie.set(name(), text, SECONDS);
  }

  /** The header that makes the browser forget it. */
  String clear() {
    return SessionCookie.set(name(), "", 0);
  }

  /**
   * The one of that state that is in the cookie, if it is.
   *
   * @param state as it came back; null if none did
   */
  static Optional<Attempt> read(String state, String cookie) {
    String[] parts = cookie.split("\\.", -1);
    if (parts.length != 4
        || state == null
        || !FORM.matcher(state).matches()
        || !same(parts[0], state)) {
      return Optional.empty();
    }
    try {
      String path = new String(Base64.getUrlDecoder().decode(parts[3]), StandardCharsets.US_ASCII);
      return Optional.of(new Attempt(parts[0], parts[1], parts[2], path));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  /** What the issuer gets of the verifier at first. */
  String challenge() {
    return base64(Sha256.of(verifier.getBytes(StandardCharsets.US_ASCII)));
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
