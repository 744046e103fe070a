package org.taskyard.execution.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.taskyard.observe.Check;

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
  Check ticks() {
    return new Heard("ticks", Check.Kind.LIVE, () -> lastTick);
  }

  @Produces
  Check leases() {
    return new Heard("leases", Check.Kind.READY, () -> lastRenewal);
  }

  private record Heard(String name, Kind kind, LongSupplier last) implements Check {

    @Override
    public boolean isUp() {
      return System.nanoTime() - last.getAsLong() < LONGEST_SILENCE;
    }
  }
}
