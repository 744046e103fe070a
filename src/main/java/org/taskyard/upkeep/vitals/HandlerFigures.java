package org.taskyard.upkeep.vitals;

import java.util.Map;
import org.taskyard.task.TaskStatus;

/**
 * The tasks of a handler, historized ones apart.
 *
 * @param handler its name; {@link TakeHandlerFigures#OTHER} for all that have no place of their own
 * @param oldestDue for how many seconds the longest waiting of its due tasks could have run; 0 if
 *     none is due
 */
public record HandlerFigures(
    String handler,
    boolean served,
    boolean paused,
    Map<TaskStatus, Long> tasks,
    double oldestDue) {}
