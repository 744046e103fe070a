package org.taskyard.roster;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.taskyard.http.conditional.Etag;
import org.taskyard.json.Json;
import org.taskyard.secrecy.Rules;

/**
 * A handler as callers see it: its settings, and the numbers of this moment.
 *
 * @param maxAttempts runs allowed, for tasks that are created from now on and do not say otherwise
 * @param timeoutSeconds a run that takes longer is stopped
 * @param backoffFirstMs wait before the second run; doubles with each further one
 * @param backoffCapMs longest wait between two runs
 * @param leaseSeconds how long a silent holder keeps a task
 * @param paused true: nobody gets tasks of this handler
 * @param masked paths that are shown only to who has the scope task:unmasked
 * @param encrypted paths that are encrypted when they are written
 * @param updatedAt of the settings; null if they are the general defaults
 * @param served whether anybody serves it now
 * @param pending tasks that wait, due or not
 * @param running tasks with a lease
 * @param oldestDueAt since when the longest waiting of the due tasks could run, null if none is due
 */
public record HandlerView(
    String name,
    int maxAttempts,
    int timeoutSeconds,
    long backoffFirstMs,
    long backoffCapMs,
    int leaseSeconds,
    boolean paused,
    List<String> masked,
    List<String> encrypted,
    Instant updatedAt,
    boolean served,
    ServedBy servedBy,
    long pending,
    long running,
    Instant oldestDueAt) {

  /**
   * Who serves a handler.
   *
   * @param nodes names of nodes
   * @param workers how many remote workers, counted by name
   */
  public record ServedBy(@JsonRawValue String nodes, int workers) {}

  static HandlerView of(RosterEntry entry) {
    return new HandlerView(
        entry.name,
        entry.maxAttempts,
        entry.timeoutSeconds,
        entry.backoffFirstMs,
        entry.backoffCapMs,
        entry.leaseSeconds,
        entry.paused,
        Rules.texts(entry.rules().masked()),
        Rules.texts(entry.rules().encrypted()),
        entry.updatedAt,
        entry.served,
        new ServedBy(entry.nodes, entry.workers),
        entry.pending,
        entry.running,
        entry.oldestDueAt);
  }

  /** The entity tag of the settings: the numbers of the moment are no part of it. */
  String etag() {
    return Etag.of(
        Json.bytes(
            List.of(
                name,
                maxAttempts,
                timeoutSeconds,
                backoffFirstMs,
                backoffCapMs,
                leaseSeconds,
                paused,
                masked,
                encrypted)));
  }
}
