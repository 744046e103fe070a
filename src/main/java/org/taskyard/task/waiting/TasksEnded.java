package org.taskyard.task.waiting;

import java.util.Collection;
import java.util.UUID;

/**
 * Runs of these tasks were ended by this node. Observe it after success: it is a hint, nothing
 * depends on it.
 */
public record TasksEnded(Collection<UUID> taskIds) {}
