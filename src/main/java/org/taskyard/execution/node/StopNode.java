package org.taskyard.execution.node;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.settings.Settings;

/**
 * Stops the engine of this node without losing a minute of anybody's work: what waits is handed
 * back at once, what runs has a grace to end, the rest is asked to stop and handed back. No attempt
 * is counted for what is handed back.
 *
 * <p>A listener of the web application, because that is called first: when the server destroys
 * singletons, it can load no class of ours any more.
 */
@WebListener
public class StopNode implements ServletContextListener {

  private static final Logger LOG = Logger.getLogger(StopNode.class.getName());
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long BEAT = TimeUnit.SECONDS.toNanos(1);

  /** From the flag to the interrupt, and as long again for the handler to end. */
  private static final long LAST_CHANCE = 2 * Run.INTERRUPT_AFTER;

  @Inject private Settings settings;
  @Inject private Dispatcher dispatcher;
  @Inject private Heartbeat heartbeat;
  @Inject private Hints hints;

  @Override
  public void contextDestroyed(ServletContextEvent stopped) {
    hints.close();
    dispatcher.close();
    dispatcher
        .held()
        .forEach(
            run -> {
              if (run.waited(System.nanoTime()) > 0) {
                run.stop(StopReason.HANDED_BACK, System.nanoTime());
              }
            });
    heartbeat.beat();
    await(TimeUnit.SECONDS.toNanos(settings.stopGrace()), () -> dispatcher.held().isEmpty());
    dispatcher.held().forEach(run -> run.stop(StopReason.HANDED_BACK, System.nanoTime()));
    await(LAST_CHANCE, () -> dispatcher.held().isEmpty());
    int rest = dispatcher.held().size();
    dispatcher.held().forEach(run -> dispatcher.giveUp(run, RunTask.stopped(run)));
    dispatcher.flush();
    LOG.log(Level.INFO, "This node runs no more tasks; {0} were cut off and handed back", rest);
  }

  /** Waits with a heartbeat now and then: the timer ticks no more. */
  private void await(long nanos, BooleanSupplier done) {
    long begin = System.nanoTime();
    long lastBeat = begin;
    while (!done.getAsBoolean() && System.nanoTime() - begin < nanos) {
      LockSupport.parkNanos(LOOK);
      if (System.nanoTime() - lastBeat > BEAT) {
        heartbeat.beat();
        lastBeat = System.nanoTime();
      }
    }
    dispatcher.flush();
  }
}
