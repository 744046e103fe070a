package org.taskyard.access.key;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;
import org.taskyard.access.Principal;
import org.taskyard.access.Unauthenticated;

/**
 * What is known of a key, as it was at the moment of its lookup.
 *
 * @param secret the digest of its secret
 * @param previous that of the one before, if there was a rotation
 * @param previousUntil how long that one is good
 * @param previousIsGood whether it was at that moment
 * @param revoked whether the key was
 * @param expired whether the key was
 * @param holder who has the key and shows the secret
 */
record StoredKey(
    byte[] secret,
    byte[] previous,
    Instant previousUntil,
    boolean previousIsGood,
    boolean revoked,
    boolean expired,
    Principal holder) {

  private static final byte[] NO_DIGEST = new byte[32];

  /** In place of a key that there is not: the same is done for its id as for any other. */
  static final StoredKey NOBODYS =
      new StoredKey(NO_DIGEST, null, null, false, false, false, Principal.NOBODY);

  /** Whether this is one of the two secrets, good or not; takes as long for each. */
  boolean has(byte[] digest) {
    return isCurrent(digest) | isPrevious(digest);
  }

  private boolean isCurrent(byte[] digest) {
    return MessageDigest.isEqual(secret, digest);
  }

  private boolean isPrevious(byte[] digest) {
    return MessageDigest.isEqual(previous == null ? NO_DIGEST : previous, digest);
  }

  /**
   * Who shows the id and the secret of that digest.
   *
   * @throws Unauthenticated if that is nobody, or the key is no longer good
   */
  Principal principal(String id, byte[] digest) {
    boolean current = isCurrent(digest);
    boolean before = isPrevious(digest);
    String key = "the key " + id;
    if (!current && !before) {
      throw this == NOBODYS
          ? new Unauthenticated("unknown", key + ", which does not exist")
          : new Unauthenticated("wrong-secret", key + " with another secret");
    }
    if (revoked) {
      throw new Unauthenticated("revoked", key + ", which was revoked");
    }
    if (expired) {
      throw new Unauthenticated("expired", key + ", which has expired");
    }
    if (!current && !previousIsGood) {
      throw new Unauthenticated("rotated", key + " with the secret of before its rotation");
    }
    return current ? holder : ofPrevious();
  }

  private Principal ofPrevious() {
    Instant end = holder.until();
    return new Principal(
        holder.kind(),
        holder.id(),
        holder.userId(),
        holder.scopes(),
        holder.handlers(),
        end == null || previousUntil.isBefore(end) ? previousUntil : end,
        holder.generation() - 1,
        holder.tenant());
  }

  /** Whether what was given to that principal is still given to it. */
  boolean stillGives(Principal given) {
    boolean secretIsGood =
        given.generation() == holder.generation()
            || given.generation() == holder.generation() - 1 && previousIsGood;
    return secretIsGood
        && !revoked
        && !expired
        && Objects.equals(given.tenant(), holder.tenant())
        && Objects.equals(given.userId(), holder.userId())
        && given.scopes().equals(holder.scopes())
        && Objects.equals(given.handlers(), holder.handlers());
  }
}
