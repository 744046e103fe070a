package org.taskyard.search;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.taskyard.task.TaskStatus;

/** The total of a search by the counters, which know handler and status only. */
final class KeptTotal {

  private KeptTotal() {}

  /** The query for it; empty if the filter asks for more than the counters know. */
  static Optional<CriteriaQuery<Long>> query(SearchRequest request, CriteriaBuilder criteria) {
    List<Filter> conditions = request.filter().conditions().toList();
    if (!conditions.stream().allMatch(KeptTotal::known)) {
      return Optional.empty();
    }
    CriteriaQuery<Long> query = criteria.createQuery(Long.class);
    Root<TaskTotal> total = query.from(TaskTotal.class);
    List<Predicate> all = new ArrayList<>(List.of(kept(request.filter(), criteria, total)));
    if (!request.history()) {
      all.add(criteria.isFalse(total.get(TaskTotal_.historized)));
    }
    if (conditions.stream().noneMatch(Filter.Status.class::isInstance)) {
      // what runs is nothing in a sum over all
      all.add(criteria.isFalse(total.get(TaskTotal_.leased)));
    }
    Expression<Long> sum = criteria.coalesce(criteria.sum(total.get(TaskTotal_.total)), 0L);
    return Optional.of(query.select(sum).where(all.toArray(Predicate[]::new)));
  }

  private static boolean known(Filter condition) {
    return condition instanceof Filter.Status
        || condition instanceof Filter.In in && in.field() == TaskField.HANDLER;
  }

  private static Predicate kept(Filter filter, CriteriaBuilder criteria, Root<TaskTotal> total) {
    if (filter instanceof Filter.And and) {
      return criteria.and(all(and.parts(), criteria, total));
    } else if (filter instanceof Filter.Or or) {
      return criteria.or(all(or.parts(), criteria, total));
    } else if (filter instanceof Filter.Not not) {
      return kept(not.part(), criteria, total).not();
    } else if (filter instanceof Filter.Status status) {
      return among(
          status.statuses().stream().map(TaskStatus::text).toList(),
          total.get(TaskTotal_.status),
          criteria);
    } else if (filter instanceof Filter.In in) {
      return among(in.values(), total.get(TaskTotal_.handler), criteria);
    }
    throw new IllegalStateException("a condition that the counters do not know: " + filter);
  }

  private static Predicate[] all(
      List<Filter> parts, CriteriaBuilder criteria, Root<TaskTotal> total) {
    return parts.stream().map(part -> kept(part, criteria, total)).toArray(Predicate[]::new);
  }

  private static Predicate among(List<?> values, Expression<?> column, CriteriaBuilder criteria) {
    return values.isEmpty() ? criteria.disjunction() : column.in(values);
  }
}
