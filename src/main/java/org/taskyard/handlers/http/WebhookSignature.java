package org.taskyard.handlers.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is sent, by Standard Webhooks 1.0.0 with symmetric keys (v1): the receiver can tell
 * who sent it, that nobody changed it, and when.
 */
final class WebhookSignature {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int PREFIX = "whsec_".length();

  private final List<SecretKeySpec> keys;

  /**
   * @param secrets {@code whsec_} and base64; several while one takes the place of another
   */
  WebhookSignature(List<String> secrets) {
    this.keys =
        secrets.stream()
            .map(secret -> Base64.getDecoder().decode(secret.substring(PREFIX)))
            .map(key -> new SecretKeySpec(key, ALGORITHM))
            .toList();
  }

  /** False if there is no secret to sign with. */
  boolean isMade() {
    return !keys.isEmpty();
  }

  /**
   * The value of the header {@code webhook-signature}: one signature for each secret.
   *
   * @param timestamp seconds since 1970
   */
  String of(String id, long timestamp, byte[] body) {
    return keys.stream()
        .map(key -> "v1," + signed(key, id + "." + timestamp + ".", body))
        .collect(Collectors.joining(" "));
  }

  private static String signed(SecretKeySpec key, String head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
    }
  }
}
