package org.taskyard.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids that do not depend on who makes them, or how often: UUIDs of version 7 (RFC 9562) of a
 * moment, with a digest where others are random.
 */
public final class DerivedId {

  private DerivedId() {}

  /** The id of what has that name at that moment. */
  public static UUID of(Instant moment, String name) {
    ByteBuffer digest =
        ByteBuffer.wrap(Sha256.of((name + " " + moment).getBytes(StandardCharsets.UTF_8)));
    long version = 0x7000L | (digest.getLong(0) & 0x0fffL);
    long variant = 0x8000_0000_0000_0000L | (digest.getLong(8) >>> 2);
    return new UUID(moment.toEpochMilli() << 16 | version, variant);
  }
}
