package org.taskyard.warmup;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.platform.Settings;
import org.taskyard.task.Rehearsal;

/**
 * Calls this node until it is warm ({@code TASKYARD_WARM_UP}); not ready until then. Whatever goes
 * wrong with it ends the warm-up and keeps no node out of service.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WarmUp {

  private static final Logger LOG = Logger.getLogger(WarmUp.class.getName());

  /** As many as share a commit. */
  private static final int CALLERS = 8;

  private static final Duration START = Duration.ofMinutes(2);

  @Resource private ManagedThreadFactory threads;
  @Inject private Settings settings;
  @Inject private Rehearsal rehearsal;
  @Inject private Warmth warmth;
  @EJB private RehearseWork rehearseWork;

  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch callers = new CountDownLatch(CALLERS);
  private volatile boolean stopped;

  @PostConstruct
  void start() {
    if (settings.warmUp() == 0 || settings.url().isEmpty()) {
      warmth.reached();
    } else {
      threads.newThread(this::run).start();
    }
  }

  private void run() {
    try {
      OwnCalls own = new OwnCalls(settings.url().get(), rehearsal.handler());
      if (answers(own)) {
        LOG.info("Warming up for " + settings.warmUp() + " s, ready after that");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.warmUp());
        for (int i = 0; i < CALLERS; i++) {
          int number = i;
          threads.newThread(() -> call(own, number, end)).start();
        }
        callers.await();
        LOG.info("Warm after " + calls + " calls");
      }
    } catch (InterruptedException serverStops) {
      Thread.currentThread().interrupt();
    } finally {
      warmth.reached();
    }
  }

  /** The server opens its port before the application, or after it. */
  private boolean answers(OwnCalls own) throws InterruptedException {
    IOException last = null;
    long end = System.nanoTime() + START.toNanos();
    while (!stopped && System.nanoTime() - end < 0) {
      try {
        own.round(0);
        return true;
      } catch (IOException notYet) {
        last = notYet;
        Thread.sleep(200);
      }
    }
    LOG.log(
        Level.WARNING, "No warm-up: this node does not answer at " + settings.url().get(), last);
    return false;
  }

  private void call(OwnCalls own, int number, long end) {
    try {
      for (int round = number; !stopped && System.nanoTime() - end < 0; round += CALLERS) {
        calls.addAndGet(own.round(round));
        if (OwnCalls.isLarge(round)) {
          rehearseWork.claimAndComplete();
        }
      }
    } catch (Exception failed) {
      stopped = true;
      LOG.log(Level.WARNING, "The warm-up ends early", failed);
    } finally {
      callers.countDown();
    }
  }

  @PreDestroy
  void stop() {
    stopped = true;
  }
}
