package org.taskyard.observe.microprofile;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Adds {@link ServerHealth} on servers that have MicroProfile Health. */
public class WhereItIs implements Extension {

  void add(@Observes BeforeBeanDiscovery discovery) {
    try {
      Class.forName(
          "org.eclipse.microprofile.health.HealthCheck", false, WhereItIs.class.getClassLoader());
    } catch (ClassNotFoundException without) {
      return;
    }
    discovery.addAnnotatedType(ServerHealth.class, ServerHealth.class.getName());
  }
}
