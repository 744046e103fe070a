package org.taskyard.search;

import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Selection;
import jakarta.persistence.metamodel.SingularAttribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.taskyard.search.request.TaskRow;
import org.taskyard.task.Lease;
import org.taskyard.task.Task;
import org.taskyard.task.TaskView;
import org.taskyard.task.Task_;

/**
 * What a page reads of each task: all but what the caller omits, and JSON that is large, which is
 * marked, and read when it is wanted ({@link ReadJson}). A thousand tasks could hold more than the
 * heap.
 */
final class PageColumns {

  private static final String LARGE = "IsLarge";

  private PageColumns() {}

  /**
   * The columns of a page.
   *
   * @param omitted members that are not read
   */
  static List<Selection<?>> of(TaskRow from, Set<String> omitted) {
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
            Task_.progress,
            Task_.progressMessage,
            Task_.parentId,
            Task_.tags)) {
      columns.add(task.get(attribute).alias(attribute.getName()));
    }
    columns.add(
        (omitted.contains("error") ? none(from) : task.get(Task_.error))
            .alias(Task_.error.getName()));
    columns.addAll(json(from, omitted, "request", Task_.request, Task_.requestText));
    columns.addAll(json(from, omitted, "response", Task_.response, Task_.responseText));
    columns.add(from.lease().alias("lease"));
    return columns;
  }

  @SafeVarargs
  private static List<Selection<?>> json(
      TaskRow from, Set<String> omitted, String member, SingularAttribute<Task, String>... parts) {
    CriteriaBuilder criteria = from.criteria();
    boolean wanted = !omitted.contains(member);
    List<Selection<?>> columns = new ArrayList<>();
    for (var part : parts) {
      Expression<?> stored = from.task().get(part);
      columns.add(
          (wanted ? criteria.function("unless_large", String.class, stored) : none(from))
              .alias(part.getName()));
    }
    Expression<?>[] stored = Stream.of(parts).map(from.task()::get).toArray(Expression[]::new);
    columns.add(
        (wanted ? criteria.function("is_large", Boolean.class, stored) : criteria.literal(false))
            .alias(member + LARGE));
    return columns;
  }

  private static Expression<String> none(TaskRow from) {
    return from.criteria().nullLiteral(String.class);
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
    return row.get("request" + LARGE, Boolean.class) || row.get("response" + LARGE, Boolean.class);
  }

  private static Instant moment(Tuple row, String column) {
    return row.get(column, Instant.class);
  }
}
