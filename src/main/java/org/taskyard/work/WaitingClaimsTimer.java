package org.taskyard.work;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks once a second whether claims that wait can be answered: tasks become due, or are created on
 * other nodes.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WaitingClaimsTimer {

  private static final Logger LOG = Logger.getLogger(WaitingClaimsTimer.class.getName());

  @Inject private WaitingClaims claims;

  /** Nothing may leave this method: the server drops a timer for good after two failures. */
  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  public void tick() {
    try {
      claims.lookAgain();
    } catch (Throwable failed) {
      LOG.log(
          Level.SEVERE,
          "A look at the waiting claims failed; the next one is due in a second",
          failed);
    }
  }
}
