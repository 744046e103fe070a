package org.taskyard.search;

import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.taskyard.search.request.TaskRow;
import org.taskyard.task.Lease;
import org.taskyard.task.Task;
import org.taskyard.task.TaskView;
import org.taskyard.task.Task_;

/**
 * What a page reads of each task: all but JSON that is large, which is marked, and read when it is
 * wanted ({@link ReadJson}). A thousand tasks could hold more than the heap.
 */
final class PageColumns {

  private static final String LARGE = "large";
  private static final List<String> JSON =
      List.of("request", "requestText", "response", "responseText");

  private PageColumns() {}

  static List<Selection<?>> of(TaskRow from) {
    Path<Task> task = from.task();
    List<Selection<?>> columns = new ArrayList<>();
    for (var attribute :
        List.of(
            Task_.taskId,
            Task_.handler,
            Task_.tenant,
            Task_.userId,
            Task_.entityId,
            Task_.storedStatus,
            Task_.createdAt,
            Task_.updatedAt,
            Task_.runAt,
            Task_.priority,
            Task_.attempt,
            Task_.maxAttempts,
            Task_.startedAt,
            Task_.finishedAt,
            Task_.historizedAt,
            Task_.error,
            Task_.progress,
            Task_.progressMessage,
            Task_.parentId,
            Task_.tags)) {
      columns.add(task.get(attribute).alias(attribute.getName()));
    }
    CriteriaBuilder criteria = from.criteria();
    Expression<?>[] json =
        Stream.of(Task_.request, Task_.requestText, Task_.response, Task_.responseText)
            .map(task::get)
            .toArray(Expression[]::new);
    for (int i = 0; i < json.length; i++) {
      columns.add(criteria.function("unless_large", String.class, json[i]).alias(JSON.get(i)));
    }
    columns.add(criteria.function("is_large", Boolean.class, json).alias(LARGE));
    columns.add(from.lease().alias("lease"));
    return columns;
  }

  /** The task, without JSON that is large. */
  static TaskView view(Tuple row) {
    return TaskView.of(Task.of(row), row.get("lease", Lease.class));
  }

  static UUID id(Tuple row) {
    return row.get("taskId", UUID.class);
  }

  /** When the task was written last, whatever has become of a run since. */
  static Instant writtenAt(Tuple row) {
    return moment(row, "updatedAt");
  }

  /** True if its JSON is still to be read. */
  static boolean isLarge(Tuple row) {
    return row.get(LARGE, Boolean.class);
  }

  private static Instant moment(Tuple row, String column) {
    return row.get(column, Instant.class);
  }
}
