package org.taskyard.execution.node;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that run tasks, and the tasks in store for them. A slot is taken until its thread has
 * really left the run, also when the run was given up long before.
 */
final class Slots {

  private static final long IDLE_SECONDS = 60;

  private final int count;
  private final Runnable whenFree;
  private final ThreadPoolExecutor threads;
  private final AtomicInteger taken = new AtomicInteger();
  private final Map<Run, Runnable> waiting = new ConcurrentHashMap<>();
  private int reserved;

  /**
   * @param whenFree called after a slot became free, in its thread
   */
  Slots(int count, ThreadFactory factory, Runnable whenFree) {
    this.count = count;
    this.whenFree = whenFree;
    threads =
        new ThreadPoolExecutor(
            count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Keeps room for tasks that are about to be claimed; none while more than half of the store is
   * full, so that claims are large.
   *
   * @param store tasks that may wait for a slot
   * @return for how many tasks; each is put here, or released
   */
  synchronized int reserve(int store) {
    int room = count + store - taken.get() - reserved;
    if (room <= 0 || waiting.size() + reserved > store / 2) {
      return 0;
    }
    reserved += room;
    return room;
  }

  /** Gives back room that was reserved. */
  synchronized void release(int room) {
    reserved -= room;
  }

  /** True if the next task would have to wait. */
  boolean full() {
    return taken.get() >= count;
  }

  /** Tasks in slots. */
  int running() {
    return taken.get() - waiting.size();
  }

  /** Tasks in store. */
  int waiting() {
    return waiting.size();
  }

  /** Runs a task as soon as a slot is free, in room that was {@link #reserve reserved}. */
  void put(Run run, Runnable work) {
    taken.incrementAndGet();
    release(1);
    Runnable slot =
        () -> {
          waiting.remove(run);
          try {
            work.run();
          } finally {
            taken.decrementAndGet();
            whenFree.run();
          }
        };
    waiting.put(run, slot);
    threads.execute(slot);
  }

  /** Takes a task out of store; false if it is not there. */
  boolean withdraw(Run run) {
    Runnable slot = waiting.get(run);
    if (slot == null || !threads.remove(slot)) {
      return false;
    }
    waiting.remove(run);
    taken.decrementAndGet();
    return true;
  }

  /** No further task; those that run go on. */
  void close() {
    threads.shutdown();
  }
}
