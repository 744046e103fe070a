package org.taskyard.watch;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Ends the streams when the node stops, so that listeners go to other nodes at once. A listener of
 * the web application for the reason that StopNode is one.
 */
@WebListener
public class SendListenersAway implements ServletContextListener {

  @Inject private Broadcast broadcast;

  @Override
  public void contextDestroyed(ServletContextEvent stopped) {
    broadcast.sendAway();
  }
}
