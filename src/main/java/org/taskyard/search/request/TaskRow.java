package org.taskyard.search.request;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Join;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.EnumSet;
import java.util.Set;
import org.taskyard.task.Lease;
import org.taskyard.task.Lease_;
import org.taskyard.task.Task;
import org.taskyard.task.TaskStatus;
import org.taskyard.task.Task_;

/**
 * What a search selects from: the task and, while it runs, its lease. Values that a run under way
 * owns are taken from the lease, as {@link org.taskyard.task.TaskView} does.
 */
public record TaskRow(CriteriaBuilder criteria, Root<Task> task, Join<Task, Lease> lease) {

  /** Adds the two to a query. */
  public static TaskRow of(CriteriaBuilder criteria, CriteriaQuery<?> query) {
    Root<Task> task = query.from(Task.class);
    return new TaskRow(criteria, task, task.join(Task_.lease, JoinType.LEFT));
  }

  Expression<String> status() {
    return criteria.function(
        "shown_status", String.class, task.get(Task_.storedStatus), lease.get(Lease_.taskId));
  }

  /** The converter does not see computed moments: they are compared with what it would bind. */
  Expression<String> moment(String function, Expression<?>... of) {
    return criteria.function(function, String.class, of);
  }

  /**
   * The tasks that have one of the statuses. Stored statuses are compared as stored, so that their
   * indexes serve; running is to have a lease.
   */
  Predicate hasStatus(Set<String> texts) {
    Set<TaskStatus> statuses = EnumSet.noneOf(TaskStatus.class);
    texts.forEach(text -> TaskStatus.of(text).ifPresent(statuses::add));
    boolean pending = statuses.contains(TaskStatus.PENDING);
    boolean running = statuses.remove(TaskStatus.RUNNING);
    Predicate leased = criteria.isNotNull(lease.get(Lease_.taskId));
    if (running && statuses.isEmpty()) {
      return leased;
    }
    Predicate stored =
        switch (statuses.size()) {
          case 0 -> criteria.disjunction();
          case 1 -> criteria.equal(task.get(Task_.storedStatus), statuses.iterator().next());
          default -> task.get(Task_.storedStatus).in(statuses);
        };
    if (pending == running) {
      return stored;
    }
    return running ? criteria.or(stored, leased) : criteria.and(stored, criteria.not(leased));
  }
}
