package org.taskyard.handlers.http;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sees to it that no call outlasts its time or its task: once a second. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HttpCallsTimer {

  private static final Logger LOG = Logger.getLogger(HttpCallsTimer.class.getName());

  @Inject private HttpCalls calls;

  /** Nothing may leave this method: the server drops a timer for good after two failures. */
  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  public void tick() {
    try {
      calls.breakOff();
    } catch (Throwable failed) {
      LOG.log(Level.SEVERE, "Calls were not looked at; the next look is due in a second", failed);
    }
  }
}
