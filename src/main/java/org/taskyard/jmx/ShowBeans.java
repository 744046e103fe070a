package org.taskyard.jmx;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Registers the MBeans at the start, and removes them when the application is undeployed. */
@WebListener
public class ShowBeans implements ServletContextListener {

  private static final Logger LOG = Logger.getLogger(ShowBeans.class.getName());

  @Inject private Registry registry;

  @Override
  public void contextInitialized(ServletContextEvent started) {
    try {
      registry.open(started.getServletContext().getContextPath());
    } catch (IllegalStateException refused) {
      LOG.log(Level.WARNING, "This node has not all of its MBeans", refused);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent stopped) {
    registry.close();
  }
}
