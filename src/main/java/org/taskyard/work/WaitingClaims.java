package org.taskyard.work;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.taskyard.access.Door;
import org.taskyard.access.Principal;
import org.taskyard.access.Unauthenticated;
import org.taskyard.database.pool.SeenTenant;
import org.taskyard.execution.node.AwaitsTasks;
import org.taskyard.execution.node.DueTasks;
import org.taskyard.http.Caller;
import org.taskyard.http.Places;
import org.taskyard.refusal.ServiceException;
import org.taskyard.task.TasksSubmitted;
import org.taskyard.ticks.EachSecond;
import org.taskyard.ticks.Signal;

/**
 * Claims of remote workers that found no work and wait for some: a list, no thread and no
 * connection each. After a hint that a handler may have due tasks its claims are tried again, in
 * the order of their arrival, until one finds none. However many wait, the database is asked once a
 * second ({@link DueTasks}).
 */
@ApplicationScoped
public class WaitingClaims implements AwaitsTasks, EachSecond {

  /** More would only mean that workers ask too many nodes for too little work. */
  private final Places places = new Places(1_000);

  private record Waiting(
      Claim claim, Principal principal, Caller worker, AsyncResponse response, long until) {
    boolean isOver() {
      return System.nanoTime() - until >= 0 || worker.hasGone() || response.isDone();
    }
  }

  @Resource private ManagedThreadFactory threads;
  @Inject Handover handover;
  @Inject DueTasks dueTasks;
  @Inject Door door;

  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

  /** Handlers of which there was a hint since the last look. */
  private final Set<String> hinted = ConcurrentHashMap.newKeySet();

  Signal look;

  /**
   * Answers now if there is work or the claim does not wait, else when there is some or the wait is
   * over.
   *
   * @throws ServiceException if too many wait already
   */
  void await(Claim claim, Principal principal, Caller worker, AsyncResponse response) {
    long hint = dueTasks.lastHint();
    if (claim.waitSeconds() == 0 || !dueTasks.hasNone(claim.handlers())) {
      List<Assignment> tasks = handover.claim(claim, worker);
      if (!tasks.isEmpty() || claim.waitSeconds() == 0) {
        handover.answer(response, tasks, tasks);
        return;
      }
    }
    if (!places.take(this::over)) {
      throw new ServiceException(
          ServiceException.Kind.BUSY,
          "too-many-wait",
          "Too many workers wait",
          places.most()
              + " claims wait on this node already. Claim larger batches with fewer workers.");
    }
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(claim.waitSeconds());
    waiting.add(new Waiting(claim, principal, worker, response, until));
    if (dueTasks.lastHint() != hint) {
      // there may have been work before anybody waited for it
      lookAgain(claim.handlers());
    }
  }

  private long over() {
    return waiting.stream().filter(Waiting::isOver).count();
  }

  void submitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) TasksSubmitted hint) {
    lookAgain(hint.handlers());
  }

  private void lookAgain(Collection<String> handlers) {
    if (!places.free() && hinted.addAll(handlers)) {
      look().raise();
    }
  }

  @Override
  public Collection<String> awaited() {
    return waiting.stream().flatMap(one -> one.claim.handlers().stream()).toList();
  }

  /** Answers those whose wait is over. */
  @Override
  public void tick() {
    if (!places.free()) {
      look().raise();
    }
  }

  private synchronized Signal look() {
    if (look == null) {
      look = new Signal("waiting claims", threads, this::tryAll);
    }
    return look;
  }

  void tryAll() {
    Set<String> due = new HashSet<>(hinted);
    hinted.removeAll(due);
    // where workers of one tenant find none there may be tasks of another one
    Map<String, Set<String>> left = new HashMap<>();
    for (Waiting next : waiting) {
      Set<String> here = left.computeIfAbsent(next.claim.tenant(), tenant -> new HashSet<>(due));
      List<Assignment> tasks = List.of();
      if (!next.isOver() && !door.stillHolds(next.principal)) {
        refuse(next);
        continue;
      }
      if (!next.isOver() && !Collections.disjoint(next.claim.handlers(), here)) {
        tasks = SeenTenant.of(next.claim.tenant(), () -> handover.claim(next.claim, next.worker));
        if (tasks.isEmpty()) {
          here.removeAll(next.claim.handlers());
        }
      }
      if (!tasks.isEmpty() || next.isOver()) {
        answer(next, tasks);
      }
    }
  }

  /** Its key was revoked while it waited. */
  private void refuse(Waiting next) {
    if (waiting.remove(next)) {
      places.give();
    }
    next.response.resume(
        new Unauthenticated("revoked", "a right that has ended while its claim waited"));
  }

  private void answer(Waiting next, List<Assignment> tasks) {
    if (waiting.remove(next)) {
      places.give();
    }
    handover.answer(next.response, tasks, tasks);
  }

  @PreDestroy
  void stop() {
    if (look != null) {
      look.close();
    }
    waiting.forEach(claim -> claim.response.resume(List.of()));
  }
}
