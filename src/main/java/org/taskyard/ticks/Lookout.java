package org.taskyard.ticks;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.database.Outage;

/**
 * Looks again and again as long as somebody waits: at intervals, and soon after a hint. In a thread
 * that is there only then, so that an idle node does nothing.
 */
public final class Lookout {

  private static final Logger LOG = Logger.getLogger(Lookout.class.getName());

  private final String name;
  private final ThreadFactory threads;
  private final long interval;
  private final long gap;
  private final BooleanSupplier awaited;
  private final Runnable look;

  private boolean running;
  private boolean hinted;
  private boolean closed;
  private boolean failing;

  /**
   * @param name for the log
   * @param intervalMillis longest time between two looks
   * @param gapMillis shortest time between two looks, however many hints there are
   * @param awaited whether anybody waits
   */
  public Lookout(
      String name,
      ThreadFactory threads,
      long intervalMillis,
      long gapMillis,
      BooleanSupplier awaited,
      Runnable look) {
    this.name = name;
    this.threads = threads;
    interval = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
    gap = TimeUnit.MILLISECONDS.toNanos(gapMillis);
    this.awaited = awaited;
    this.look = look;
  }

  /** Somebody waits now: looks at once, and then again and again. */
  public synchronized void begin() {
    hint();
    if (!running && !closed) {
      running = true;
      threads.newThread(this::lookOut).start();
    }
  }

  /** There may be something to see. Cheap; any number of calls is as good as one. */
  public synchronized void hint() {
    hinted = true;
    notifyAll();
  }

  /** No further look. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void lookOut() {
    while (goesOn()) {
      try {
        look.run();
        failing = false;
      } catch (Throwable failed) {
        boolean known = Outage.explains(failed) || failing;
        LOG.log(known ? Level.FINE : Level.WARNING, name + " failed; tried again", failed);
        failing = true;
      }
      rest();
    }
  }

  /** Decided together with the start of the thread, so that whoever begins to wait has one. */
  private synchronized boolean goesOn() {
    running = !closed && awaited.getAsBoolean();
    hinted = false;
    return running;
  }

  private synchronized void rest() {
    long begin = System.nanoTime();
    try {
      // also of a hint that came during the look
      for (long rest = rest(begin); !closed && rest > 0; rest = rest(begin)) {
        // a nanosecond more than nothing would be for ever
        wait(TimeUnit.NANOSECONDS.toMillis(rest) + 1);
      }
    } catch (InterruptedException stopped) {
      closed = true;
    }
  }

  private long rest(long begin) {
    return begin - System.nanoTime() + (hinted ? gap : interval);
  }
}
