package org.taskyard.access;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.refusal.ServiceException;

/**
 * Slows down who fails: an address that has shown bad credentials {@value #MOST} times within a
 * minute gets 429 for more bad ones. Good credentials always pass: all callers behind a proxy have
 * one address, and a broken one among them must not lock out the others; a secret of 256 bits
 * cannot be guessed anyway.
 *
 * <p>To tell good ones from bad ones may need the database. So that nobody floods it with made-up
 * credentials, strangers, of whom nothing good is known here, are looked up only until {@value
 * #MOST_STRANGERS} of an address were nobody within the minute: ten a second, so that a client with
 * a key of old, which is looked up once a second, does not lock out others at its address.
 *
 * <p>Bounded: so many addresses, the longest unseen goes.
 */
@ApplicationScoped
public class FailedAttempts {

  private static final Logger LOG = Logger.getLogger(FailedAttempts.class.getName());

  /** Failures a minute, each of which is logged. */
  static final int MOST = 10;

  /** Lookups a minute that find nobody. */
  static final int MOST_STRANGERS = 600;

  private static final int ADDRESSES = 10_000;
  private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanos;

  private final Map<String, Window> addresses =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
          return size() > ADDRESSES;
        }
      };

  private static final class Window {
    private final long began;
    private int failures;
    private int strangers;

    Window(long began) {
      this.began = began;
    }
  }

  public FailedAttempts() {
    this(System::nanoTime);
  }

  /**
   * @param nanos a clock that only measures
   */
  public FailedAttempts(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Runs a check of credentials.
   *
   * @throws Unauthenticated if they are bad
   * @throws TooManyAttempts if they are, and too many were before
   */
  Principal watch(Credentials shown, Supplier<Principal> check) {
    try {
      return check.get();
    } catch (Unauthenticated bad) {
      int failures = count(shown.address());
      if (failures > MOST) {
        throw new TooManyAttempts();
      }
      LOG.log(
          Level.WARNING,
          "Nobody is let in from {0}: {1}{2}",
          new Object[] {
            shown.address(),
            bad.explanation(),
            failures == MOST ? "; further ones within a minute are not logged" : ""
          });
      throw bad;
    }
  }

  /**
   * Called before credentials are looked up of which nothing good is known here.
   *
   * @throws TooManyAttempts if too many from that address were nobody's
   */
  public synchronized void refuseStrangers(String address) {
    if (addresses.containsKey(address) && window(address).strangers >= MOST_STRANGERS) {
      throw new TooManyAttempts();
    }
  }

  /** Credentials from that address were looked up, and are nobody's. */
  public synchronized void foundNobody(String address) {
    window(address).strangers++;
  }

  private synchronized int count(String address) {
    return ++window(address).failures;
  }

  private Window window(String address) {
    long now = nanos.getAsLong();
    return addresses.compute(
        address,
        (same, last) -> last == null || now - last.began > WINDOW ? new Window(now) : last);
  }

  @PreDestroy
  synchronized void forget() {
    addresses.clear();
  }

  /** Too many bad credentials from one address. */
  static final class TooManyAttempts extends ServiceException {
    private static final long serialVersionUID = 1L;

    TooManyAttempts() {
      super(
          Kind.TOO_MANY,
          "too-many-attempts",
          "Too many failed attempts",
          "Too many requests with bad credentials came from this address; see Retry-After.");
    }
  }
}
