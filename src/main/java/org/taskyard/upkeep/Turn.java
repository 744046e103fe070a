package org.taskyard.upkeep;

import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.database.Outage;

/**
 * A chore and when it is due again. A chore that fails does not keep the others from their turn.
 */
final class Turn {

  private static final Logger LOG = Logger.getLogger(Turn.class.getName());
  private static final long AFTER_FAILURE = TimeUnit.SECONDS.toNanos(5);

  private final Chore chore;
  private long due = System.nanoTime();

  Turn(Chore chore) {
    this.chore = chore;
  }

  void takeIfDue() {
    if (System.nanoTime() - due < 0) {
      return;
    }
    long pause = AFTER_FAILURE;
    try {
      int done = chore.run();
      Outage.succeeded();
      pause = chore.pauseAfter(done).toNanos();
      LOG.log(done > 0 ? Level.FINE : Level.FINEST, "{0}: {1}", new Object[] {chore.name(), done});
    } catch (Throwable failed) {
      if (!Outage.explains(failed)) {
        LOG.log(Level.WARNING, chore.name() + " failed and is tried again", failed);
      }
    }
    due = System.nanoTime() + pause;
  }
}
