package org.taskyard.database;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.refusal.ServiceException;

/**
 * A time in which the database is away, or cannot write. Whatever this node does fails then, many
 * times a second: one line in the log says so, and one says that it is over.
 */
public final class Outage {

  private static final Logger LOG = Logger.getLogger(Outage.class.getName());

  /** Reads may work while writes fail: it is over when nothing has failed for that long. */
  static final long QUIET = TimeUnit.SECONDS.toNanos(10);

  private static final Outage THIS_NODE = new Outage(System::nanoTime);

  private final LongSupplier nanos;
  private volatile boolean on;
  private long began;
  private long lastFailure;
  private long failures;

  Outage(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Whether that is why something failed. It needs no line of its own then. */
  public static boolean explains(Throwable failed) {
    return THIS_NODE.isReasonFor(failed);
  }

  /** Something that needs the database has succeeded. */
  public static void succeeded() {
    THIS_NODE.endIfQuiet();
  }

  /** The answer that callers get meanwhile. */
  public static ServiceException refusal() {
    return new ServiceException(
        ServiceException.Kind.BUSY,
        "unavailable",
        "Not available now",
        "The database is not available at the moment.");
  }

  boolean isReasonFor(Throwable failed) {
    Throwable absence = DatabaseFaults.absence(failed);
    if (absence != null) {
      notice(absence);
    }
    return absence != null;
  }

  private synchronized void notice(Throwable fault) {
    lastFailure = nanos.getAsLong();
    failures++;
    if (!on) {
      on = true;
      began = lastFailure;
      failures = 1;
      LOG.log(Level.WARNING, "The database is not available: {0}", firstLine(fault));
    }
  }

  private static String firstLine(Throwable fault) {
    return String.valueOf(fault.getMessage()).lines().findFirst().orElse("no reason given");
  }

  void endIfQuiet() {
    if (on) {
      end();
    }
  }

  private synchronized void end() {
    long now = nanos.getAsLong();
    if (on && now - lastFailure > QUIET) {
      on = false;
      LOG.log(
          Level.INFO,
          "The database is available again; it was not for {0} s, in which {1} calls failed",
          new Object[] {
            Long.toString(TimeUnit.NANOSECONDS.toSeconds(lastFailure - began)),
            Long.toString(failures)
          });
    }
  }
}
