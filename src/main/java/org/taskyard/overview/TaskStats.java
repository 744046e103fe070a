package org.taskyard.overview;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongBiFunction;
import org.taskyard.task.TaskStatus;
import org.taskyard.task.TaskView;

/**
 * How many tasks there are.
 *
 * @param live tasks that are not historized
 * @param historized tasks in history
 * @param handlers live tasks by handler, in the order of their names
 * @param oldestPending the pending task that has been due for longest, or will first be due; null
 *     if there is none
 */
public record TaskStats(
    Counts live, Counts historized, List<HandlerCounts> handlers, OldestPending oldestPending) {

  /**
   * Tasks by status; every status is there, also with 0.
   *
   * @param total sum of them
   */
  public record Counts(long total, Map<String, Long> byStatus) {

    static Counts of(
        List<HandlerTasks> handlers, ToLongBiFunction<HandlerTasks, TaskStatus> number) {
      Map<String, Long> byStatus = new LinkedHashMap<>();
      long all = 0;
      for (TaskStatus status : TaskStatus.values()) {
        long count = handlers.stream().mapToLong(tasks -> number.applyAsLong(tasks, status)).sum();
        byStatus.put(status.text(), count);
        all += count;
      }
      return new Counts(all, byStatus);
    }
  }

  /** The live tasks of one handler. */
  public record HandlerCounts(String handler, long total, Map<String, Long> byStatus) {

    static HandlerCounts of(HandlerTasks tasks) {
      Counts counts = Counts.of(List.of(tasks), HandlerTasks::live);
      return new HandlerCounts(tasks.handler(), counts.total(), counts.byStatus());
    }
  }

  /** Where waiting began. */
  public record OldestPending(UUID taskId, String handler, Instant createdAt, Instant runAt) {

    static OldestPending of(TaskView task) {
      return new OldestPending(task.taskId(), task.handler(), task.createdAt(), task.runAt());
    }
  }
}
