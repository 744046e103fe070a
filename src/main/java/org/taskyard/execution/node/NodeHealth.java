package org.taskyard.execution.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether this node still does what it is for. Not alive: its timer has stopped, which only a
 * restart mends. Not ready: it cannot keep its leases.
 */
@ApplicationScoped
public class NodeHealth {

  private static final long LONGEST_SILENCE = TimeUnit.SECONDS.toNanos(30);

  private volatile long lastTick = System.nanoTime();
  private volatile long lastRenewal = System.nanoTime();

  void ticked() {
    lastTick = System.nanoTime();
  }

  void renewed() {
    lastRenewal = System.nanoTime();
  }

  @Produces
  @Liveness
  HealthCheck ticks() {
    return () -> answer("ticks", lastTick);
  }

  @Produces
  @Readiness
  HealthCheck leases() {
    return () -> answer("leases", lastRenewal);
  }

  private static HealthCheckResponse answer(String name, long last) {
    return HealthCheckResponse.named(name)
        .status(System.nanoTime() - last < LONGEST_SILENCE)
        .build();
  }
}
