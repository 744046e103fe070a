package org.taskyard.work;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.CompletionCallback;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.node.Signal;
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

  private record Waiting(Claim claim, AsyncResponse response, long until) {
    boolean isOver() {
      return System.nanoTime() - until >= 0;
    }
  }

  @Resource private ManagedThreadFactory threads;
  @EJB private ClaimWork claimWork;

  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private Signal look;

  /**
   * Answers now if there is work or the claim does not wait, else when there is some or the wait is
   * over.
   *
   * @throws ServiceException if too many wait already
   */
  void await(Claim claim, AsyncResponse response) {
    List<Assignment> tasks = claimWork.claim(claim);
    if (!tasks.isEmpty() || claim.waitSeconds() == 0) {
      answer(response, tasks);
      return;
    }
    if (size.incrementAndGet() > MOST) {
      size.decrementAndGet();
      throw new ServiceException(
          ServiceException.Kind.BUSY,
          "too-many-wait",
          "Too many workers wait",
          MOST + " claims wait on this node already. Claim larger batches with fewer workers.");
    }
    waiting.add(
        new Waiting(
            claim, response, System.nanoTime() + TimeUnit.SECONDS.toNanos(claim.waitSeconds())));
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
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting next = all.next();
      List<Assignment> tasks = next.response.isDone() ? List.of() : claimWork.claim(next.claim);
      if (!tasks.isEmpty() || next.response.isDone() || next.isOver()) {
        all.remove();
        size.decrementAndGet();
        answer(next.response, tasks);
      }
    }
  }

  /** Tasks for a worker that has gone meanwhile are handed back, and no attempt is counted. */
  private void answer(AsyncResponse response, List<Assignment> tasks) {
    response.register(
        (CompletionCallback)
            failed -> {
              if (failed != null && !tasks.isEmpty()) {
                claimWork.exchange(
                    tasks.stream()
                        .map(task -> Ending.released(task.taskId(), task.leaseToken()))
                        .toList(),
                    null);
              }
            });
    if (!response.resume(tasks) && !tasks.isEmpty()) {
      claimWork.exchange(
          tasks.stream().map(task -> Ending.released(task.taskId(), task.leaseToken())).toList(),
          null);
    }
  }

  @PreDestroy
  void stop() {
    waiting.forEach(claim -> claim.response.resume(List.of()));
  }
}
