package org.taskyard.http.conditional;

import java.util.Arrays;
import java.util.Base64;
import org.taskyard.digest.Sha256;

/**
 * A strong entity tag (RFC 9110 section 8.8.3): a digest of the representation, so that it changes
 * exactly when what a caller sees changes, whoever changed it.
 */
public final class Etag {

  private static final int BYTES = 15;

  private Etag() {}

  /** The tag of that JSON, in its quotes. */
  public static String of(byte[] json) {
    byte[] start = Arrays.copyOf(Sha256.of(json), BYTES);
    return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(start) + '"';
  }
}
