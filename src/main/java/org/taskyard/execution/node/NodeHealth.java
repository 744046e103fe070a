package org.taskyard.execution.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.taskyard.observe.Check;

/**
 * Whether this node still does what it is for. Not alive: its timer has stopped, which only a
 * restart mends. Not ready: it cannot keep its leases, or was told to take no new tasks.
 */
@ApplicationScoped
public class NodeHealth {

  private static final long LONGEST_SILENCE = TimeUnit.SECONDS.toNanos(30);

  @Inject private Dispatcher dispatcher;

  private volatile long lastTick = System.nanoTime();
  private volatile long lastRenewal = System.nanoTime();

  void ticked() {
    lastTick = System.nanoTime();
  }

  /** How long ago the engine ticked. */
  public long millisSinceTick() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastTick);
  }

  void renewed() {
    lastRenewal = System.nanoTime();
  }

  @Produces
  Check ticks() {
    return new Seen("ticks", Check.Kind.LIVE, () -> isLately(lastTick));
  }

  @Produces
  Check leases() {
    return new Seen("leases", Check.Kind.READY, () -> isLately(lastRenewal));
  }

  @Produces
  Check claims() {
    return new Seen("claims", Check.Kind.READY, () -> !dispatcher.isDrained());
  }

  private static boolean isLately(long then) {
    return System.nanoTime() - then < LONGEST_SILENCE;
  }

  private record Seen(String name, Kind kind, BooleanSupplier well) implements Check {

    @Override
    public boolean isUp() {
      return well.getAsBoolean();
    }
  }
}
