package org.taskyard.access.key;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.taskyard.access.FailedAttempts;
import org.taskyard.database.Outage;

/**
 * What this node knows of keys: what a lookup has found holds for a second, also that there is no
 * such key. So a key costs a statement a second, however many requests show it, and what changes
 * holds on every node within a second.
 *
 * <p>One that has shown another secret is looked up again once within the second, for it may have
 * been rotated just now. Of an id without a key, or one not seen here before, only so many are
 * looked up for an address ({@link FailedAttempts}).
 */
final class KnownKeys {

  static final long HOLDS = TimeUnit.SECONDS.toNanos(1);

  private static final int MOST = 10_000;

  /**
   * What a lookup has found.
   *
   * @param began when: what it shows is no older
   * @param fitted false if that was for a secret which is not the key's
   */
  private record Found(Optional<StoredKey> key, long began, boolean fitted) {

    boolean fits(byte[] digest) {
      return key.isEmpty() || key.get().has(digest);
    }
  }

  private final LongSupplier nanos;
  private final FailedAttempts attempts;
  private final Function<String, Optional<StoredKey>> lookup;

  /** The last ones seen, good for the second or not: whoever is in here is no stranger. */
  private final Map<String, Found> keys = latest();

  private final Map<String, Found> nobodys = latest();
  private final Map<String, FutureTask<Found>> underway = new ConcurrentHashMap<>();

  /**
   * @param nanos a clock that only measures
   */
  KnownKeys(
      LongSupplier nanos, FailedAttempts attempts, Function<String, Optional<StoredKey>> lookup) {
    this.nanos = nanos;
    this.attempts = attempts;
    this.lookup = lookup;
  }

  private static Map<String, Found> latest() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Found> eldest) {
            return size() > MOST;
          }
        });
  }

  /**
   * The key of an id, as it was no more than a second ago.
   *
   * @param digest of the secret that is shown with it
   * @param address from which it is shown
   */
  Optional<StoredKey> find(String id, byte[] digest, String address) {
    Found known = known(id);
    if (holds(known) && (known.fits(digest) || !known.fitted())) {
      return known.key();
    }
    boolean stranger = known == null || known.key().isEmpty();
    if (stranger) {
      attempts.refuseStrangers(address);
    }
    Found found = look(id, digest);
    if (found.fitted() && !found.fits(digest)) {
      // another's lookup, which may have begun before a rotation
      found = look(id, digest);
    }
    if (stranger && found.key().isEmpty()) {
      attempts.foundNobody(address);
    }
    return found.key();
  }

  /** The key of an id that was a key's, as it was no more than a second ago. */
  Optional<StoredKey> find(String id) {
    Found known = known(id);
    return (holds(known) ? known : look(id, null)).key();
  }

  private Found known(String id) {
    Found key = keys.get(id);
    return key == null ? nobodys.get(id) : key;
  }

  private boolean holds(Found known) {
    return known != null && nanos.getAsLong() - known.began() < HOLDS;
  }

  /** Together with all who ask for the same at this moment. */
  private Found look(String id, byte[] digest) {
    FutureTask<Found> own = new FutureTask<>(() -> keep(id, digest));
    FutureTask<Found> other = underway.putIfAbsent(id, own);
    if (other == null) {
      try {
        own.run();
      } finally {
        underway.remove(id);
      }
    }
    return result(other == null ? own : other);
  }

  private Found keep(String id, byte[] digest) {
    long began = nanos.getAsLong();
    Optional<StoredKey> key = lookup.apply(id);
    boolean fitted = digest == null || key.isPresent() && key.get().has(digest);
    Found found = new Found(key, began, fitted);
    (key.isPresent() ? keys : nobodys).put(id, found);
    (key.isPresent() ? nobodys : keys).remove(id);
    return found;
  }

  private static Found result(FutureTask<Found> looking) {
    try {
      return looking.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Outage.refusal();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }
}
