package org.taskyard.file;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sweeps abandoned drafts, on every node: one finds little where another has just been. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SweepTimer {

  private static final Logger LOG = Logger.getLogger(SweepTimer.class.getName());

  @Inject private SweepFiles files;

  /** Once an hour. Nothing may leave this method: the server drops a timer that fails twice. */
  @Schedule(hour = "*", minute = "17", persistent = false)
  public void tick() {
    try {
      int swept = 0;
      for (int some = files.sweep(); some > 0; some = files.sweep()) {
        swept += some;
      }
      if (swept > 0) {
        LOG.log(Level.INFO, "Removed {0} files that were never finished", swept);
      }
    } catch (Exception failed) {
      LOG.log(
          Level.WARNING,
          "Unfinished files could not be removed; the next hour tries again",
          failed);
    }
  }
}
