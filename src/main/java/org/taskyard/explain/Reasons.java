package org.taskyard.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.taskyard.explain.Explanation.Ahead;
import org.taskyard.explain.Explanation.Blocker;
import org.taskyard.explain.Explanation.Reason;
import org.taskyard.explain.Line.Rival;
import org.taskyard.explain.State.Place;

/**
 * The reasons in words.
 *
 * @param line null unless the task is claimable
 * @param limited true for a caller that sees not all tasks: it is not told of others' handlers, nor
 *     who serves them
 */
record Reasons(State state, Line line, boolean limited) {

  private static final int LISTED = 10;

  /** The status as callers see it. */
  String status() {
    return state.place() != null && !state.place().waits() ? "running" : state.status();
  }

  /** All that hold. */
  List<Reason> all() {
    List<Reason> all = new ArrayList<>();
    if (state.place() == null) {
      all.add(finished());
    } else if (!state.place().waits()) {
      running(state.place(), all);
    } else {
      waiting(all);
    }
    return all;
  }

  private Reason finished() {
    String text =
        switch (state.status()) {
          case "completed" -> "It is completed.";
          case "failed" -> "It has failed" + after(state.failure()) + ".";
          case "cancelled" -> "It was cancelled.";
          default -> "Its status changes at this moment; ask again.";
        };
    if (state.times().historized() != null) {
      text += " It is in history: to run it again, create a new task with the same content.";
    } else if (!"completed".equals(state.status())) {
      text += " To run it again: POST /v2/task/retry.";
    }
    return reason("finished", text, state.times().finished(), null);
  }

  private void running(Place place, List<Reason> all) {
    if (place.holder() == null) {
      String text =
          "A client recorded that it runs elsewhere. It ends when a client sets its status.";
      all.add(reason("running", text, place.claimed(), null));
      return;
    }
    String text =
        "Attempt %s of %s runs at %s, which holds it until the lease expires or is renewed."
            .formatted(state.attempt(), state.maxAttempts(), place.holder());
    all.add(reason("running", text, place.claimed(), place.expires()));
    if (place.cancelRequested()) {
      all.add(
          reason(
              "cancel_requested",
              "A cancel was requested. A node stops the run within seconds; a remote worker is"
                  + " asked to at its next heartbeat.",
              null,
              null));
    }
    if (!place.expires().isAfter(state.now())) {
      all.add(
          reason(
              "lease_expired",
              "Its holder is silent and the lease has expired. Upkeep takes the task back within"
                  + " seconds; this counts as a failed attempt.",
              place.expires(),
              null));
    }
  }

  private void waiting(List<Reason> all) {
    handler(all);
    if (!state.place().isDue()) {
      all.add(state.failure() == null ? notDue() : backoff());
    }
    if (line != null) {
      line(all);
    }
  }

  private void handler(List<Reason> all) {
    String name = state.handler();
    List<Blocker> handler = List.of(new Blocker("handler", name));
    if (state.handling().goesOn() == null) {
      String text =
          "The cluster knows no handler %s. Check the name, or start a node or a remote worker that serves it."
              .formatted(name);
      all.add(new Reason("handler_unknown", text, null, null, handler, null));
      return;
    }
    if (!state.handling().goesOn()) {
      String text =
          "The handler %s is paused. To go on: PUT /v2/handler/update/%s with paused false."
              .formatted(name, name);
      all.add(
          new Reason("handler_paused", text, state.handling().pausedSince(), null, handler, null));
    }
    if (!state.handling().served()) {
      String text =
          "Nobody serves the handler %s now. Start a node or a remote worker that does."
              .formatted(name);
      all.add(new Reason("nobody_serves", text, state.handling().lastSeen(), null, handler, null));
    }
  }

  private Reason notDue() {
    return reason(
        "not_due",
        "It does not start before its run_at. To start it now, update run_at to null.",
        state.times().created(),
        state.place().due());
  }

  private Reason backoff() {
    String text =
        "RetryLater".equals(state.failure())
            ? "Its handler put it off."
            : "Attempt %s of %s failed%s, and the next one waits."
                .formatted(state.attempt(), state.maxAttempts(), after(state.failure()));
    return reason(
        "backoff",
        text + " To start it now, update run_at to null.",
        state.times().updated(),
        state.place().due());
  }

  private void line(List<Reason> all) {
    if (line.isFull()) {
      all.add(full());
    }
    if (line.tasksAhead() > 0) {
      all.add(behind());
    }
    if (!line.isFull() && line.tasksAhead() == 0) {
      all.add(reason("expected", "Nothing is in its way: it starts within seconds.", null, null));
    } else if (line.secondsToGo() >= 0) {
      all.add(expected());
    }
  }

  private Reason full() {
    List<Blocker> holders =
        line.holders().stream()
            .limit(limited ? 0 : LISTED)
            .map(holder -> new Blocker(holder.remote() ? "worker" : "node", holder.name()))
            .toList();
    String text =
        "All who serve its handler are busy: %s. It starts when one has room. To run more at a time, add nodes or remote workers, or raise TASKYARD_WORKER_SLOTS."
            .formatted(line.holders().size());
    return new Reason("nodes_full", text, null, null, holders, null);
  }

  private Reason behind() {
    int count = line.tasksAhead();
    List<Blocker> rivals =
        line.ahead().stream()
            .limit(limited ? 0 : LISTED)
            .map(Rival::handler)
            .map(name -> new Blocker("handler", name))
            .toList();
    String text =
        "Due tasks that go first: %s. They have a higher priority, or were due before. To let this one go first, raise its priority."
            .formatted(line.isCut() ? "at least " + count(count) : count(count));
    return new Reason("behind", text, null, null, rivals, new Ahead(count, line.isCut()));
  }

  private Reason expected() {
    Instant start = state.now().plus(Duration.ofMillis((long) (line.secondsToGo() * 1_000)));
    String text =
        (line.isCut()
                ? "It does not start before about this moment"
                : "It starts at about this moment")
            + ", if tasks go on to start as fast as lately: %s in %s s."
                .formatted(count(line.starts()), count((long) Math.ceil(line.seconds())));
    return reason("expected", text, null, start);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String after(String failure) {
    return failure == null ? "" : " (" + failure + ")";
  }

  private static Reason reason(String code, String text, Instant since, Instant until) {
    return new Reason(code, text, since, until, List.of(), null);
  }
}
