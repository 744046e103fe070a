package org.taskyard.execution.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.execution.lease.LogLine;
import org.taskyard.execution.lease.RenewLeases.Held;
import org.taskyard.execution.lease.RunReport;

/**
 * A task that this node holds, from the claim until its thread has left it. Three threads meet
 * here: the one that runs it, the heartbeat, and the dispatcher; times are {@link
 * System#nanoTime()}.
 */
final class Run {

  /** How far a run is. */
  enum State {
    WAITING,
    RUNNING,
    LEFT
  }

  /** What is to be done about a run at a heartbeat. */
  enum Step {
    GO_ON,
    INTERRUPT,
    GIVE_UP
  }

  /** Time for a handler to notice by itself that it should stop. */
  static final long INTERRUPT_AFTER = TimeUnit.SECONDS.toNanos(1);

  /** Time for a handler to end after it was interrupted. */
  static final long GIVE_UP_AFTER = TimeUnit.SECONDS.toNanos(6);

  private final ClaimedTask task;
  private final long claimed;

  private State state = State.WAITING;
  private Thread thread;
  private long started;
  private long leaseEnds;
  private StopReason reason;
  private long stopAsked;
  private boolean ended;
  private Integer progress;
  private String progressMessage;
  private boolean progressShown = true;
  private List<LogLine> said = new ArrayList<>();
  private int lines;

  /**
   * @param claimed just before the claim was sent: the lease cannot end earlier than its length
   *     after that
   */
  Run(ClaimedTask task, long claimed) {
    this.task = task;
    this.claimed = claimed;
    leaseEnds = claimed + TimeUnit.SECONDS.toNanos(task.leaseSeconds());
  }

  ClaimedTask task() {
    return task;
  }

  /** Enters the run; false if it has ended before it began. */
  synchronized boolean enter(long now) {
    if (ended) {
      return false;
    }
    state = State.RUNNING;
    thread = Thread.currentThread();
    started = now;
    return true;
  }

  /** Leaves the run: from here on nobody interrupts the thread on its behalf. */
  synchronized void leave() {
    state = State.LEFT;
    thread = null;
    Thread.interrupted();
  }

  /** Takes the right to say how the run ends; true once only, so that a run has one ending. */
  synchronized boolean end() {
    boolean first = !ended;
    ended = true;
    return first;
  }

  /** Gives that right back: the ending was not written. */
  synchronized void reopen() {
    ended = false;
  }

  /** Asks the run to stop. The first reason stays, but for a lost lease: that overrules any. */
  synchronized void stop(StopReason why, long now) {
    if (reason == null) {
      stopAsked = now;
    }
    if (reason == null || why == StopReason.LOST) {
      reason = why;
    }
  }

  /** Why the run should stop, or null. */
  synchronized StopReason reason() {
    return reason;
  }

  /** The lease is known to last at least that long. */
  synchronized void leaseEnds(long then) {
    leaseEnds = then;
  }

  /**
   * Looks at the clock: asks the run to stop if its time or its lease is over.
   *
   * @return what is to be done about it now
   */
  synchronized Step step(long now) {
    if (now - leaseEnds >= 0) {
      stop(StopReason.LOST, now);
    }
    if (state == State.RUNNING
        && now - started >= TimeUnit.SECONDS.toNanos(task.timeoutSeconds())) {
      stop(StopReason.TIMED_OUT, now);
    }
    if (reason == null || ended) {
      return Step.GO_ON;
    }
    if (state == State.WAITING || now - stopAsked >= GIVE_UP_AFTER) {
      return Step.GIVE_UP;
    }
    return now - stopAsked >= INTERRUPT_AFTER ? Step.INTERRUPT : Step.GO_ON;
  }

  synchronized void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Nanoseconds since the claim if the run has not begun yet, else 0. */
  synchronized long waited(long now) {
    return state == State.WAITING && !ended ? now - claimed : 0;
  }

  /** Nanoseconds that the run has taken so far, 0 if it has not begun. */
  synchronized long took(long now) {
    return state == State.WAITING ? 0 : now - started;
  }

  synchronized void progress(int percent, String message) {
    progress = percent;
    progressMessage = message;
    progressShown = false;
  }

  /**
   * Keeps a line until it is written; lines that are too many are dropped, and one more says so.
   */
  synchronized void say(String line) {
    if (lines++ <= LogLine.MAX_LINES) {
      said.add(LogLine.now(line));
    }
  }

  /** For its end: the last progress, and the lines since the last report. */
  synchronized RunReport report() {
    List<LogLine> lines = said;
    said = lines.isEmpty() ? lines : new ArrayList<>();
    return new RunReport(task.taskId(), task.token(), progress, progressMessage, lines);
  }

  /** The heartbeat did not get through: the next one reports it again. */
  synchronized void again(Held unsent) {
    progressShown &= unsent.report().progress() == null;
    said.addAll(0, unsent.report().log());
  }

  /** As the heartbeat sends it, with what is new. */
  synchronized Held held() {
    RunReport all = report();
    RunReport news =
        progressShown ? new RunReport(all.taskId(), all.token(), null, null, all.log()) : all;
    progressShown = true;
    return new Held(news, task.leaseSeconds(), false);
  }
}
