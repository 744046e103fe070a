package org.taskyard.repeat;

import org.taskyard.refusal.InvalidInput;

/**
 * The header Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07): a string, quoted or
 * plain.
 */
public final class IdempotencyKey {

  private static final int MAX_LENGTH = 255;

  private IdempotencyKey() {}

  /** The key without its quotes. */
  public static String of(String header) {
    String key = header.trim();
    if (key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")) {
      key = key.substring(1, key.length() - 1);
    }
    if (key.isEmpty()
        || key.length() > MAX_LENGTH
        || !key.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
      throw new InvalidInput(
          "", "Idempotency-Key is 1 to 255 printable ASCII characters; a new UUID serves well");
    }
    return key;
  }
}
