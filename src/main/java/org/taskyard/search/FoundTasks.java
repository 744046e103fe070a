package org.taskyard.search;

import java.util.List;
import org.taskyard.task.TaskView;

/**
 * A page.
 *
 * @param next cursor of the next page, null if this is the last one
 */
public record FoundTasks(List<TaskView> tasks, String next) {}
