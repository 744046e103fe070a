package org.taskyard.task;

/**
 * Tasks were created, or became pending again, in the current transaction. Observe it after
 * success: it is a hint that there may be work, nothing depends on it.
 */
public record TasksSubmitted() {}
