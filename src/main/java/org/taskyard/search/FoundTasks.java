package org.taskyard.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.search.request.SearchRequest;
import org.taskyard.task.TaskView;

/**
 * A page, in the stored form. {@link Pages} goes through its tasks as callers see them.
 *
 * @param tasks in their order, without JSON that is large
 * @param large those whose JSON is still to be read, with the moment at which they were written
 * @param next cursor of the next page, null if this is the last one
 * @param request what was asked for
 */
public record FoundTasks(
    List<TaskView> tasks, Map<UUID, Instant> large, String next, SearchRequest request) {}
