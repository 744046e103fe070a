package org.taskyard.warmup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether this node is warm, as far as it is meant to be. */
@ApplicationScoped
public class Warmth {

  private volatile boolean reached;

  void reached() {
    reached = true;
  }

  @Produces
  @Readiness
  HealthCheck warm() {
    return () -> HealthCheckResponse.named("warm-up").status(reached).build();
  }
}
