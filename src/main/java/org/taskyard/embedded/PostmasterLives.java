package org.taskyard.embedded;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Not alive: the embedded PostgreSQL has ended and could not be started again for two minutes. Then
 * whoever looks after this process has to act.
 */
@Liveness
@ApplicationScoped
public class PostmasterLives implements HealthCheck {

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("embedded-database")
        .status(!EmbeddedDatabase.failsForLong())
        .build();
  }
}
