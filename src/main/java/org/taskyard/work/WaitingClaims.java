package org.taskyard.work;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.taskyard.execution.node.Signal;
import org.taskyard.platform.Caller;
import org.taskyard.platform.ServiceException;
import org.taskyard.task.TasksSubmitted;

/**
 * Claims of remote workers that found no work and wait for some: a list, no thread and no
 * connection each. They are tried again, in the order of their arrival, when tasks were created on
 * this node and once a second.
 */
@ApplicationScoped
public class WaitingClaims {

  /** More would only mean that workers ask too many nodes for too little work. */
  private static final int MOST = 1_000;

  private record Waiting(Claim claim, Caller worker, AsyncResponse response, long until) {
    boolean isOver() {
      return System.nanoTime() - until >= 0 || worker.hasGone() || response.isDone();
    }
  }

  @Resource private ManagedThreadFactory threads;
  @Inject private Handover handover;

  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private Signal look;

  /**
   * Answers now if there is work or the claim does not wait, else when there is some or the wait is
   * over.
   *
   * @throws ServiceException if too many wait already
   */
  void await(Claim claim, Caller worker, AsyncResponse response) {
    List<Assignment> tasks = handover.claim(claim, worker);
    if (!tasks.isEmpty() || claim.waitSeconds() == 0) {
      handover.answer(response, tasks, tasks);
      return;
    }
    if (!admitted()) {
      throw new ServiceException(
          ServiceException.Kind.BUSY,
          "too-many-wait",
          "Too many workers wait",
          MOST + " claims wait on this node already. Claim larger batches with fewer workers.");
    }
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(claim.waitSeconds());
    waiting.add(new Waiting(claim, worker, response, until));
  }

  private boolean admitted() {
    if (size.incrementAndGet() <= MOST) {
      return true;
    }
    // they have left their places, also before the next look
    long over = waiting.stream().filter(Waiting::isOver).count();
    if (size.get() - over <= MOST) {
      return true;
    }
    size.decrementAndGet();
    return false;
  }

  void submitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) TasksSubmitted hint) {
    lookAgain();
  }

  /** There may be work, or a wait may be over. Cheap; any number of calls is as good as one. */
  void lookAgain() {
    if (size.get() > 0) {
      look().raise();
    }
  }

  private synchronized Signal look() {
    if (look == null) {
      look = new Signal("waiting claims", threads, this::tryAll);
    }
    return look;
  }

  private void tryAll() {
    for (Waiting next : waiting) {
      List<Assignment> tasks =
          next.response.isDone() ? List.of() : handover.claim(next.claim, next.worker);
      if (!tasks.isEmpty() || next.isOver()) {
        answer(next, tasks);
      }
    }
  }

  private void answer(Waiting next, List<Assignment> tasks) {
    if (waiting.remove(next)) {
      size.decrementAndGet();
    }
    handover.answer(next.response, tasks, tasks);
  }

  @PreDestroy
  void stop() {
    waiting.forEach(claim -> claim.response.resume(List.of()));
  }
}
