package org.taskyard.cluster;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.database.StatementFailed;
import org.taskyard.execution.node.NodeName;
import org.taskyard.observe.BuildInfo;

/**
 * Begins to report this node when it starts, and says so when it stops. A listener of the web
 * application for the reason that StopNode is one.
 */
@WebListener
public class NodeLife implements ServletContextListener {

  private static final Logger LOG = Logger.getLogger(NodeLife.class.getName());

  @Inject private ReportNode reportNode;
  @EJB private WriteReport writeReport;
  @Inject private NodeName node;

  @Override
  public void contextInitialized(ServletContextEvent started) {
    reportNode.begin(BuildInfo.version(started.getServletContext()));
  }

  @Override
  public void contextDestroyed(ServletContextEvent stopped) {
    try {
      writeReport.stop(node.name());
    } catch (StatementFailed away) {
      LOG.log(Level.INFO, "{0}; it is missed half a minute later", away.getMessage());
    }
  }
}
