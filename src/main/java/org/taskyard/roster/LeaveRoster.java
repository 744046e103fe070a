package org.taskyard.roster;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.database.StatementFailed;
import org.taskyard.execution.node.NodeName;

/**
 * Says that this node serves nothing any more when it stops. A listener of the web application for
 * the reason that StopNode is one.
 */
@WebListener
public class LeaveRoster implements ServletContextListener {

  private static final Logger LOG = Logger.getLogger(LeaveRoster.class.getName());

  @EJB private AnnounceServed announceServed;
  @Inject private NodeName node;

  @Override
  public void contextDestroyed(ServletContextEvent stopped) {
    try {
      announceServed.leave(node.name());
    } catch (StatementFailed away) {
      LOG.log(Level.INFO, "{0}; it is noticed half a minute later", away.getMessage());
    }
  }
}
