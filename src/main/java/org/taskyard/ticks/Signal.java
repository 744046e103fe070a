package org.taskyard.ticks;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.database.Outage;

/**
 * Work that is done in a thread of its own, soon after it was asked for, and never twice at once.
 * Asking again before it has begun is as good as once; asking while it is under way makes it run
 * again.
 */
public final class Signal {

  private static final Logger LOG = Logger.getLogger(Signal.class.getName());

  private final AtomicBoolean raised = new AtomicBoolean();
  private final String name;
  private final Runnable work;
  private final ThreadPoolExecutor thread;

  /** Work with a name for the log, in a thread of that factory. */
  public Signal(String name, ThreadFactory factory, Runnable work) {
    this.name = name;
    this.work = work;
    thread =
        new ThreadPoolExecutor(1, 1, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    thread.allowCoreThreadTimeOut(true);
  }

  /** Asks for the work. */
  public void raise() {
    if (raised.compareAndSet(false, true)) {
      try {
        thread.execute(this::answer);
      } catch (RejectedExecutionException closed) {
        LOG.log(Level.FINE, "{0}: closed", name);
      }
    }
  }

  private void answer() {
    raised.set(false);
    try {
      work.run();
    } catch (Throwable failed) {
      if (!Outage.explains(failed)) {
        LOG.log(Level.SEVERE, name + " failed; the next signal tries again", failed);
      }
    }
  }

  /** No further work; what is under way goes on. */
  public void close() {
    thread.shutdown();
  }
}
