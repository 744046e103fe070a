package org.taskyard.schedule;

/**
 * A schedule was created or changed in the current transaction. Observe it after success: it is a
 * hint that something may be due sooner, nothing depends on it.
 */
public record SchedulesChanged() {}
