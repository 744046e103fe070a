package org.taskyard.access.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * What was looked up within the last second, so that a page with many requests costs one lookup.
 * Bounded: what was used longest ago goes. It counts from before the lookup: what is found was true
 * a second ago at the latest.
 */
final class Recent<K, V> {

  private static final int MOST = 10_000;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  private record Entry<V>(V value, long since) {}

  private final LongSupplier nanos;

  private final Map<K, Entry<V>> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Entry<V>> eldest) {
          return size() > MOST;
        }
      };

  Recent(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * The value, looked up unless that was done within the last second.
   *
   * @param lookup gets what was found last, if that is still known; else null
   */
  V get(K key, UnaryOperator<V> lookup) {
    long now = nanos.getAsLong();
    Entry<V> entry = entry(key);
    if (entry == null || now - entry.since >= NANOS) {
      entry = new Entry<>(lookup.apply(entry == null ? null : entry.value), now);
      keep(key, entry);
    }
    return entry.value;
  }

  private synchronized Entry<V> entry(K key) {
    return entries.get(key);
  }

  private synchronized void keep(K key, Entry<V> entry) {
    entries.put(key, entry);
  }

  /** Forgets everything: this node itself has changed something. */
  synchronized void forget() {
    entries.clear();
  }
}
