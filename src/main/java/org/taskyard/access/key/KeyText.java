package org.taskyard.access.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import org.taskyard.digest.Sha256;
import org.taskyard.settings.AccessSettings;

/**
 * A key as its owner has it: {@code tyk_<id>_<secret>}. The id is no secret.
 *
 * @param id 16 hexadecimal digits
 * @param secret 64 hexadecimal digits; never stored, and never logged but for the first key
 */
public record KeyText(String id, String secret) {

  /** What every key begins with. */
  public static final String PREFIX = "tyk_";

  private static final int ID_BYTES = 8;
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The key; empty if the text is none. */
  public static Optional<KeyText> of(String text) {
    Matcher parts = AccessSettings.KEY_FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new KeyText(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  /** A new key. */
  public static KeyText random() {
    return new KeyText(random(ID_BYTES), random(SECRET_BYTES));
  }

  /** A new secret for the key of this id. */
  public static KeyText another(String id) {
    return new KeyText(id, random(SECRET_BYTES));
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** What is stored of the secret: its SHA-256. */
  public byte[] digest() {
    return Sha256.of(secret.getBytes(StandardCharsets.US_ASCII));
  }

  /** The whole text, for its owner. */
  public String whole() {
    return PREFIX + id + "_" + secret;
  }

  @Override
  public String toString() {
    return "key " + id;
  }
}
