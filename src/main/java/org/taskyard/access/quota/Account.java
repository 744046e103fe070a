package org.taskyard.access.quota;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.taskyard.settings.QuotaSettings;

/**
 * What the holder of a quota has and does, as this node knows it. The rate is a bucket that fills
 * again second by second. Whoever finds something in it may take more than there is, so that a
 * batch passes that is larger than a second's share; the next one waits until the debt is paid.
 */
final class Account {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Measuring takes at most this part of the time. */
  private static final int PART = 20;

  private final QuotaSettings quota;
  private double tokens;
  private long filledAt;
  private volatile Use use;

  /** Held while the database is asked, so that others go by what was measured before. */
  private final ReentrantLock measuring = new ReentrantLock();

  private long measuredAt;
  private long holds;

  /**
   * @param now by a clock that only measures
   */
  Account(QuotaSettings quota, long now) {
    this.quota = quota;
    this.tokens = quota.creates().orElse(0);
    this.filledAt = now;
  }

  /** Brings it up to date, if it is time for that and nobody else does; the first one waits. */
  void refresh(Supplier<Use> measure, LongSupplier nanos) {
    if (quota.waiting().isEmpty() && quota.bytes().isEmpty()) {
      return;
    }
    if (use == null) {
      measuring.lock();
    } else if (!measuring.tryLock()) {
      return;
    }
    try {
      long began = nanos.getAsLong();
      if (use == null || began - measuredAt >= holds) {
        measured(measure.get());
        measuredAt = nanos.getAsLong();
        holds = Math.max(SECOND, PART * (measuredAt - began));
      }
    } finally {
      measuring.unlock();
    }
  }

  private synchronized void measured(Use now) {
    use = now;
  }

  /**
   * Ends what is too much.
   *
   * @param whose in words
   * @throws QuotaExceeded if it is
   */
  synchronized void check(Demand demand, String whose, long now) {
    fill(now);
    if (demand.tasks() > 0 && quota.creates().isPresent() && tokens < 1) {
      long rate = quota.creates().getAsLong();
      long seconds = Math.max(1, (long) Math.ceil((1 - tokens) / rate));
      throw QuotaExceeded.creates(whose, rate, seconds);
    }
    if (demand.tasks() > 0 && quota.waiting().isPresent()) {
      long most = quota.waiting().getAsLong();
      if (use.waiting() + demand.tasks() > most) {
        throw QuotaExceeded.waiting(whose, most, most - use.waiting());
      }
    }
    if (quota.bytes().isPresent()) {
      long most = quota.bytes().getAsLong();
      if (use.bytes() + demand.bytes() > most) {
        throw QuotaExceeded.bytes(whose, most, most - use.bytes());
      }
    }
  }

  /** Takes what has been checked. */
  synchronized void take(Demand demand) {
    tokens -= demand.tasks();
    if (use != null) {
      use = new Use(use.waiting() + demand.tasks(), use.bytes() + demand.bytes());
    }
  }

  private void fill(long now) {
    double rate = quota.creates().orElse(0);
    tokens = Math.min(rate, tokens + rate * (now - filledAt) / SECOND);
    filledAt = now;
  }
}
