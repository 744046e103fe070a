package org.taskyard.observe.microprofile;

import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.CDI;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.taskyard.observe.Check;
import org.taskyard.observe.Health;

/** Reports the health of this application to the server's own health endpoint. */
class ServerHealth {

  @Produces
  @Liveness
  HealthCheck live() {
    return () -> answer(Check.Kind.LIVE);
  }

  @Produces
  @Readiness
  HealthCheck ready() {
    return () -> answer(Check.Kind.READY);
  }

  /** Looked up: an extension's own beans see no others on each server. */
  private static HealthCheckResponse answer(Check.Kind kind) {
    Health health = CDI.current().select(Health.class).get();
    return HealthCheckResponse.named("taskyard").status(health.report(kind).isUp()).build();
  }
}
