package org.taskyard.attempt;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.secrecy.Sight;

/**
 * An attempt as callers see it.
 *
 * @param attempt its number, from 1; again from 1 after a client had the task run again
 * @param outcome {@code running}, {@code completed}, {@code failed}, {@code cancelled}, or {@code
 *     taken_away} when a client changed the status of the running task
 * @param node the node or remote worker, null if the run was only recorded
 * @param finishedAt null while it runs
 * @param durationMs from the claim to the end, or until now
 * @param error why it failed, JSON
 * @param log what the handler or worker has said, the first thousand lines
 */
public record AttemptView(
    int attempt,
    String outcome,
    String node,
    Instant startedAt,
    Instant finishedAt,
    long durationMs,
    @JsonRawValue String error,
    List<Line> log) {

  /** A line of the log. */
  public record Line(Instant at, String line) {}

  /** As somebody sees it, where this is the stored form. */
  AttemptView shown(String handler, Secrecy secrecy, Sight sight) {
    return new AttemptView(
        attempt,
        outcome,
        node,
        startedAt,
        finishedAt,
        durationMs,
        secrecy.shown(handler, "error", error, sight),
        log.stream().map(one -> new Line(one.at, secrecy.line(handler, one.line, sight))).toList());
  }
}
