package org.taskyard.support;

import java.time.Duration;
import java.util.UUID;

/** A row of {@code task}. */
public record TaskRow(
    TestDatabase database,
    String handler,
    int priority,
    int maxAttempts,
    Duration dueIn,
    String request) {

  public TaskRow of(String other) {
    return new TaskRow(database, other, priority, maxAttempts, dueIn, request);
  }

  public TaskRow withPriority(int other) {
    return new TaskRow(database, handler, other, maxAttempts, dueIn, request);
  }

  public TaskRow withMaxAttempts(int other) {
    return new TaskRow(database, handler, priority, other, dueIn, request);
  }

  /** Not to be started before that time is over; negative: was due that long ago. */
  public TaskRow dueIn(Duration other) {
    return new TaskRow(database, handler, priority, maxAttempts, other, request);
  }

  /** Writes the row. */
  public UUID insert() {
    UUID id = UUID.randomUUID();
    database.run(
        """
        INSERT INTO task (task_id, created_at, updated_at, status, handler, priority, max_attempts, request, run_at)
        SELECT ?, now, now, 'pending', ?, ?, ?, ?::jsonb, now + ?::interval
        FROM (SELECT service_clock() AS now) AS clock
        """,
        id,
        handler,
        priority,
        maxAttempts,
        request,
        dueIn == null ? null : dueIn.toMillis() + " milliseconds");
    return id;
  }
}
