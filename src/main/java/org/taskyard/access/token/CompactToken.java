package org.taskyard.access.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.util.Base64URL;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.taskyard.access.token.TokenRefused.Reason;
import org.taskyard.json.Json;

/**
 * A signed token as it was sent (RFC 7515 section 3.1), taken apart; nothing of it is verified.
 * Stricter than the library, which skips what is not Base64 and reads keys and certificates that a
 * token brings along.
 *
 * @param header an object
 * @param claims an object
 * @param signed the bytes that the signature is of
 */
record CompactToken(JsonNode header, JsonNode claims, byte[] signed, Base64URL signature) {

  static final int MOST_CHARACTERS = 16 * 1024;

  private static final Pattern THREE_PARTS =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

  /**
   * Takes it apart.
   *
   * @throws TokenRefused if it is too long, or is none
   */
  static CompactToken of(String compact) {
    if (compact != null && compact.length() > MOST_CHARACTERS) {
      throw new TokenRefused(
          Reason.TOO_LONG, "The token has more than " + MOST_CHARACTERS + " characters");
    }
    if (compact == null || !THREE_PARTS.matcher(compact).matches()) {
      throw malformed("it is not three parts in Base64URL");
    }
    int second = compact.indexOf('.') + 1;
    int third = compact.lastIndexOf('.') + 1;
    return new CompactToken(
        object(compact.substring(0, second - 1), "header"),
        object(compact.substring(second, third - 1), "payload"),
        compact.substring(0, third - 1).getBytes(StandardCharsets.US_ASCII),
        new Base64URL(compact.substring(third)));
  }

  /** The signature's algorithm; empty if the header names none. */
  String algorithm() {
    return header.path("alg").asText("");
  }

  /** Which of the issuer's keys it is signed with; null if the header names none. */
  String keyId() {
    return header.path("kid").textValue();
  }

  private static JsonNode object(String part, String what) {
    try {
      JsonNode read = Json.document(new ByteArrayInputStream(Base64.getUrlDecoder().decode(part)));
      if (read.isObject()) {
        return read;
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      // neither JSON nor Base64: reported below
    }
    throw malformed("its " + what + " is no JSON object");
  }

  private static TokenRefused malformed(String why) {
    return new TokenRefused(
        Reason.MALFORMED, "This is no signed token (JWT in the form of RFC 7515): " + why);
  }
}
