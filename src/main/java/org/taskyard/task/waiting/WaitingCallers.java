package org.taskyard.task.waiting;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.taskyard.database.pool.SeenTenant;
import org.taskyard.http.Caller;
import org.taskyard.http.Places;
import org.taskyard.ticks.Lookout;

/**
 * Callers who wait for the end of a task: entries in a map, no thread and no connection each. One
 * statement asks about all of their tasks, a few times a second, and at once about those that this
 * node has ended.
 */
@ApplicationScoped
public class WaitingCallers {

  /** Further callers get their answer without waiting: a preference may be left aside. */
  private final Places places = new Places(2_000);

  /** So that a caller that is slow to read its answer keeps few others waiting. */
  private static final int ANSWERING = 4;

  private static final long INTERVAL_MS = 250;
  private static final long GAP_MS = 3;

  private record Waiting(
      WaitPreference preference,
      Caller caller,
      CompletableFuture<Response> response,
      Supplier<Response> ofNow,
      long until) {

    boolean isOver() {
      return System.nanoTime() - until >= 0;
    }

    boolean hasGone() {
      return caller.hasGone();
    }

    void answer() {
      if (hasGone()) {
        // nobody gets it, but the request ends
        response.complete(Response.noContent().build());
        return;
      }
      try {
        response.complete(preference.applied(ofNow.get()));
      } catch (RuntimeException failed) {
        response.completeExceptionally(failed);
      }
    }
  }

  @Resource ManagedThreadFactory threads;
  @EJB FindEnded findEnded;

  private final Map<UUID, List<Waiting>> byTask = new ConcurrentHashMap<>();
  private final Set<UUID> hinted = ConcurrentHashMap.newKeySet();
  private ThreadPoolExecutor answering;
  private Lookout lookout;
  private long lastOfAll;

  @PostConstruct
  void prepare() {
    answering =
        new ThreadPoolExecutor(
            ANSWERING, ANSWERING, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    answering.allowCoreThreadTimeOut(true);
    lookout =
        new Lookout(
            "waiting callers", threads, INTERVAL_MS, GAP_MS, () -> !byTask.isEmpty(), this::look);
  }

  /**
   * Answers when the task has ended or the caller's time is over; now, if the caller does not want
   * to wait or too many wait already.
   *
   * @param answer makes the answer, of what the task is by then
   */
  public CompletionStage<Response> await(
      UUID task, WaitPreference preference, Caller caller, Supplier<Response> answer) {
    if (!preference.waits() || !places.take(this::gone)) {
      return CompletableFuture.completedFuture(answer.get());
    }
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(preference.seconds());
    String tenant = SeenTenant.now();
    Supplier<Response> later = () -> SeenTenant.of(tenant, answer);
    Waiting waiting = new Waiting(preference, caller, new CompletableFuture<>(), later, until);
    byTask.merge(task, List.of(waiting), WaitingCallers::joined);
    // it may have ended before anybody listened
    hinted.add(task);
    lookout.begin();
    return waiting.response;
  }

  private long gone() {
    return byTask.values().stream().flatMap(List::stream).filter(Waiting::hasGone).count();
  }

  void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) TasksEnded ended) {
    if (byTask.isEmpty()) {
      return;
    }
    ended.taskIds().stream().filter(byTask::containsKey).forEach(hinted::add);
    if (!hinted.isEmpty()) {
      lookout.hint();
    }
  }

  /** All of them at intervals, in between those of which there was a hint. */
  private void look() {
    Set<UUID> asked = new HashSet<>(hinted);
    hinted.removeAll(asked);
    boolean all = System.nanoTime() - lastOfAll >= TimeUnit.MILLISECONDS.toNanos(INTERVAL_MS);
    if (all) {
      lastOfAll = System.nanoTime();
      letGo();
      asked.addAll(byTask.keySet());
    }
    asked.removeIf(task -> !byTask.containsKey(task));
    if (!asked.isEmpty()) {
      findEnded.among(asked).forEach(task -> answer(byTask.remove(task)));
    }
  }

  private void letGo() {
    List<Waiting> overdue = new ArrayList<>();
    byTask
        .keySet()
        .forEach(
            task ->
                byTask.computeIfPresent(
                    task,
                    (id, callers) -> {
                      List<Waiting> others = new ArrayList<>(callers);
                      others.removeIf(this::leaves);
                      others.removeIf(caller -> caller.isOver() && overdue.add(caller));
                      return others.isEmpty() ? null : others;
                    }));
    answer(overdue);
  }

  private boolean leaves(Waiting caller) {
    boolean gone = caller.hasGone();
    if (gone) {
      places.give();
      answering.execute(caller::answer);
    }
    return gone;
  }

  private void answer(List<Waiting> callers) {
    if (callers != null) {
      callers.forEach(caller -> answering.execute(() -> answer(caller)));
    }
  }

  /** Counted until then, which bounds the queue. */
  private void answer(Waiting caller) {
    try {
      caller.answer();
    } finally {
      places.give();
    }
  }

  private static List<Waiting> joined(List<Waiting> some, List<Waiting> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  @PreDestroy
  void stop() {
    lookout.close();
    Set.copyOf(byTask.keySet()).forEach(task -> answer(byTask.remove(task)));
    answering.shutdown();
  }
}
